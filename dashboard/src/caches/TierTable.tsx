import { bytes, count, millis, rate, ratio } from "../format/quantity";
import { words } from "../format/words";
import { tierThroughput } from "../live/metrics";
import { Amount } from "../parts/Amount";
import { BreakerSign } from "../parts/Status";
import type { CacheState } from "../wire/types";

const HEADS = ["Hit ratio", "Throughput", "p50", "p95", "p99", "Entries", "Bytes", "Evictions", "Errors"];

/** The tiers of a cache in the order they are asked, fastest first. */
export function TierTable({ cache }: { cache: CacheState }) {
  return (
    <div className="table-wrap">
      <table className="data tiers">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col">Breaker</th>
            {HEADS.map((head) => (
              <th scope="col" className="num" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cache.tiers.map((tier) => {
            const cells = [
              ratio(tier.hit_ratio),
              rate(tierThroughput(tier, cache)),
              millis(tier.response_ms?.p50),
              millis(tier.response_ms?.p95),
              millis(tier.response_ms?.p99),
              count(tier.entries),
              bytes(tier.bytes),
              count(tier.evictions),
              count(tier.errors),
            ];
            return (
              <tr key={tier.tier}>
                <th scope="row">{words(tier.tier)}</th>
                <td data-label="Breaker">
                  <BreakerSign breaker={tier.breaker} />
                </td>
                {cells.map((cell, i) => (
                  <td className="num" data-label={HEADS[i]} key={HEADS[i]}>
                    <Amount of={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
