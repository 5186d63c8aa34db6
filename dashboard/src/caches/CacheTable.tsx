import { useState } from "react";
import { millis, percent, rate, ratio, score } from "../format/quantity";
import { words } from "../format/words";
import { keyOf } from "../live/metrics";
import type { Live } from "../live/useLive";
import { Sparkline } from "../overview/Sparkline";
import { Amount } from "../parts/Amount";
import { CacheSign } from "../parts/Status";
import type { CacheState } from "../wire/types";
import { COLUMNS, sorted, type Column, type Order } from "./order";

interface CacheTableProps {
  live: Live;
  caches: CacheState[];
  onOpen(name: string): void;
}

/** Every cache in one line; headers sort, a name opens the cache. */
export function CacheTable({ live, caches, onOpen }: CacheTableProps) {
  const [order, setOrder] = useState<Order>({ by: "throughput", descending: true });
  return (
    <div className="table-wrap">
      <table className="data caches">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <HeaderCell key={column.by} column={column} order={order} onOrder={setOrder} />
            ))}
            <th scope="col">Tiers</th>
          </tr>
        </thead>
        <tbody>
          {sorted(caches, order).map((cache) => (
            <CacheRow key={cache.cache_name} cache={cache} live={live} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell({ column, order, onOrder }: { column: Column; order: Order; onOrder(order: Order): void }) {
  const active = order.by === column.by;
  const descending = active ? !order.descending : column.numeric;
  return (
    <th
      scope="col"
      className={column.numeric ? "num" : ""}
      aria-sort={active ? (order.descending ? "descending" : "ascending") : "none"}
    >
      <button type="button" className="sort" onClick={() => onOrder({ by: column.by, descending })}>
        {column.title}
        <span aria-hidden="true" className="sort-mark">
          {active ? (order.descending ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}

function CacheRow({ cache, live, onOpen }: { cache: CacheState; live: Live; onOpen(name: string): void }) {
  const name = cache.cache_name;
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link strong" onClick={() => onOpen(name)}>
          {name}
        </button>
      </th>
      <td data-label="Status">
        <CacheSign status={cache.status} />
      </td>
      <td className="num with-spark" data-label="Hit ratio">
        <Sparkline
          times={live.timeline.times}
          values={live.timeline.column(keyOf({ cache: name }, "hit_ratio"))}
          span={live.timeline.spanMs / 1000}
          least={0.05}
        />
        <Amount of={ratio(cache.hit_ratio)} />
      </td>
      <td className="num" data-label="Throughput">
        <Amount of={rate(cache.throughput)} />
      </td>
      <td className="num" data-label="p50">
        <Amount of={millis(cache.response_ms?.p50)} />
      </td>
      <td className="num" data-label="p95">
        <Amount of={millis(cache.response_ms?.p95)} />
      </td>
      <td className="num" data-label="p99">
        <Amount of={millis(cache.response_ms?.p99)} />
      </td>
      <td className="num" data-label="Errors">
        <Amount of={ratio(cache.error_rate, 2)} />
      </td>
      <td className="num" data-label="Memory">
        <Amount of={percent(cache.memory_used_percent)} />
      </td>
      <td className="num" data-label="Health">
        <Amount of={score(cache.health_score)} />
      </td>
      <td data-label="Tiers" className="tier-list">
        {cache.tiers.map((tier) => (
          <span key={tier.tier} className={tier.breaker && tier.breaker !== "closed" ? "tier-chip trouble" : "tier-chip"}>
            {words(tier.tier)}
            {tier.breaker && tier.breaker !== "closed" && <em> {tier.breaker === "open" ? "open" : "half open"}</em>}
          </span>
        ))}
      </td>
    </tr>
  );
}
