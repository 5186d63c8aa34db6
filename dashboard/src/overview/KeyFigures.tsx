import { useState, type ReactNode } from "react";
import { millis, percent, rate, ratio, score, type Quantity } from "../format/quantity";
import type { Live } from "../live/useLive";
import { keyOf, type Metric, type Scope } from "../live/metrics";
import { Amount } from "../parts/Amount";
import type { CacheState, Overall } from "../wire/types";
import { HealthParts } from "./HealthParts";
import { Sparkline } from "./Sparkline";

interface KeyFiguresProps {
  live: Live;
  of: Overall | CacheState;
  scope: Scope;
}

/** The row one looks at first: what the suite (or one cache) does now, each with the shape of its last 15 minutes. */
export function KeyFigures({ live, of, scope }: KeyFiguresProps) {
  const [open, setOpen] = useState(false);
  const parts = of.health_parts;
  const line = (metric: Metric, least: number, floor?: number) => (
    <Sparkline
      times={live.timeline.times}
      values={live.timeline.column(keyOf(scope, metric))}
      span={live.timeline.spanMs / 1000}
      least={least}
      {...(floor === undefined ? {} : { floor })}
    />
  );
  return (
    <section aria-label="Key figures" className="figures-block">
      <dl className="figures">
        <Figure
          label="Health"
          value={score(of.health_score)}
          note={
            parts?.length ? (
              <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? "less" : "details"}
              </button>
            ) : (
              "of 100"
            )
          }
        >
          {line("health_score", 20)}
        </Figure>
        <Figure label="Hit ratio" value={ratio(of.hit_ratio)}>
          {line("hit_ratio", 0.05)}
        </Figure>
        <Figure label="Throughput" value={rate(of.throughput)}>
          {line("throughput", 10, 0)}
        </Figure>
        <Latency of={of}>{line("p95_ms", 0.5, 0)}</Latency>
        <Figure label="Errors" value={ratio(of.error_rate, 2)}>
          {line("error_rate", 0.01, 0)}
        </Figure>
        <Figure label="Memory used" value={percent(of.memory_used_percent)}>
          {line("memory_used_percent", 10)}
        </Figure>
      </dl>
      {open && parts && <HealthParts parts={parts} />}
    </section>
  );
}

function Figure({ label, value, note, children }: { label: string; value: Quantity; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>
        <span className="figure-value">
          <Amount of={value} />
          {note && <span className="figure-note">{note}</span>}
        </span>
        {children}
      </dd>
    </div>
  );
}

function Latency({ of, children }: { of: Overall | CacheState; children: ReactNode }) {
  const quantiles = [
    ["p50", of.response_ms?.p50],
    ["p95", of.response_ms?.p95],
    ["p99", of.response_ms?.p99],
  ] as const;
  return (
    <div className="figure wide">
      <dt>Response time</dt>
      <dd>
        <span className="figure-value">
          {quantiles.map(([name, value]) => (
            <span className="quantile" key={name}>
              <span className="figure-note">{name}</span>
              <Amount of={millis(value)} />
            </span>
          ))}
        </span>
        {children}
      </dd>
    </div>
  );
}
