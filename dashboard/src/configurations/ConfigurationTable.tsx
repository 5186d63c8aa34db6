import { duration } from "../format/time";
import { words } from "../format/words";
import { Icon } from "../parts/icons";
import { useDesk } from "../session/desk";
import type { Configuration } from "../wire/configuration";

export type Act =
  | { verb: "edit"; configuration: Configuration | null }
  | { verb: "delete" | "invalidate"; configuration: Configuration };

interface ConfigurationTableProps {
  configurations: Configuration[];
  onAct(act: Act): void;
}

export function ConfigurationTable({ configurations, onAct }: ConfigurationTableProps) {
  return (
    <div className="table-wrap">
      <table className="data configurations">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Type</th>
            <th scope="col">Tiers</th>
            <th scope="col">Strategy</th>
            <th scope="col" className="num">
              TTL
            </th>
            <th scope="col" className="num">
              Size
            </th>
            <th scope="col" className="num">
              Memory
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {configurations.map((c) => (
            <tr key={c.id}>
              <th scope="row">{c.name}</th>
              <td data-label="State">
                <span className={c.is_active ? "sign healthy" : "sign idle"}>
                  <span aria-hidden="true" className="sign-mark">
                    {c.is_active ? "●" : "○"}
                  </span>
                  {c.is_active ? "Active" : "Inactive"}
                </span>
              </td>
              <td data-label="Type">{words(c.cache_type)}</td>
              <td data-label="Tiers" className="tier-list">
                {c.tiers.map((tier) => (
                  <span className="tier-chip" key={tier}>
                    {words(tier)}
                  </span>
                ))}
              </td>
              <td data-label="Strategy">{words(c.strategy)}</td>
              <td data-label="TTL" className="num">
                {duration(c.ttl_seconds)}
              </td>
              <td data-label="Size" className="num">
                <Mebibytes of={c.max_size_mb} />
              </td>
              <td data-label="Memory" className="num">
                <Mebibytes of={c.memory_max_mb} />
              </td>
              <td className="row-actions">
                <RowActions configuration={c} onAct={onAct} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowActions({ configuration, onAct }: { configuration: Configuration; onAct(act: Act): void }) {
  const { mayOperate, mayConfigure } = useDesk();
  const { name } = configuration;
  return (
    <>
      {mayConfigure && (
        <button type="button" className="button quiet icon-only" aria-label={`Edit ${name}`} title="Edit" onClick={() => onAct({ verb: "edit", configuration })}>
          <Icon name="edit" />
        </button>
      )}
      {mayOperate && (
        <button type="button" className="button quiet icon-only" aria-label={`Invalidate ${name}`} title="Invalidate" onClick={() => onAct({ verb: "invalidate", configuration })}>
          <Icon name="sweep" />
        </button>
      )}
      {mayConfigure && (
        <button type="button" className="button quiet icon-only" aria-label={`Delete ${name}`} title="Delete" onClick={() => onAct({ verb: "delete", configuration })}>
          <Icon name="trash" />
        </button>
      )}
    </>
  );
}

function Mebibytes({ of }: { of: number }) {
  return (
    <span className="amount">
      {of.toLocaleString("en-US")}
      <span className="unit">MiB</span>
    </span>
  );
}
