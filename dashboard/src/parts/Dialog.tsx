import * as Radix from "@radix-ui/react-dialog";
import { useState, type ReactNode } from "react";
import { useDesk } from "../session/desk";
import { Icon } from "./icons";

interface DialogProps {
  title: string;
  /** What this is about, read out with the title. */
  lead?: ReactNode;
  /** A sheet stands at the side and holds long forms. */
  sheet?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A modal that holds focus and gives it back; Escape closes it. */
export function Dialog({ title, lead, sheet = false, onClose, children }: DialogProps) {
  const { root } = useDesk();
  const [opener] = useState(() => document.activeElement);
  const giveBack = (event: Event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement) opener.focus();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal container={root}>
        <Radix.Overlay className="overlay" />
        <Radix.Content
          className={sheet ? "dialog sheet" : "dialog"}
          onCloseAutoFocus={giveBack}
          {...(lead ? {} : { "aria-describedby": undefined })}
        >
          <header className="dialog-head">
            <Radix.Title className="dialog-title">{title}</Radix.Title>
            <Radix.Close className="button quiet icon-only" aria-label="Close">
              <Icon name="close" />
            </Radix.Close>
          </header>
          {lead && <Radix.Description className="dialog-lead">{lead}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
