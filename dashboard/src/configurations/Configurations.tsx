import { useState } from "react";
import { useResource } from "../live/useResource";
import { Icon } from "../parts/icons";
import { Empty, Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { Configuration } from "../wire/configuration";
import { ConfigurationForm } from "./ConfigurationForm";
import { ConfigurationTable, type Act } from "./ConfigurationTable";
import { DeleteDialog } from "./DeleteDialog";
import { InvalidateDialog } from "./InvalidateDialog";

const REFRESH_MS = 30_000;

/** All cache configurations and what one may do with them. */
export function Configurations() {
  const { client, mayConfigure } = useDesk();
  const [act, setAct] = useState<Act | null>(null);
  const { data, error, reload } = useResource(
    (signal) => client.list<Configuration>("configurations/?limit=500", signal),
    [client],
    REFRESH_MS,
  );
  const close = () => setAct(null);
  return (
    <>
      <div className="page-head">
        <h1>Configurations</h1>
        {mayConfigure && (
          <button type="button" className="button primary push" onClick={() => setAct({ verb: "edit", configuration: null })}>
            <Icon name="plus" /> New cache
          </button>
        )}
      </div>
      <Failure error={error} onRetry={reload} />
      {data && data.length > 0 && <ConfigurationTable configurations={data} onAct={setAct} />}
      {data?.length === 0 && (
        <Empty title="No cache is configured">“New cache” makes one; only a name is needed.</Empty>
      )}
      {act?.verb === "edit" && <ConfigurationForm configuration={act.configuration} onClose={close} onSaved={reload} />}
      {act?.verb === "delete" && <DeleteDialog configuration={act.configuration} onClose={close} onDeleted={reload} />}
      {act?.verb === "invalidate" && <InvalidateDialog cacheName={act.configuration.name} onClose={close} />}
    </>
  );
}
