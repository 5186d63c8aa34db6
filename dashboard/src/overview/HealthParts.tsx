import { score } from "../format/quantity";
import { words } from "../format/words";
import { Amount } from "../parts/Amount";
import type { HealthPart } from "../wire/types";

/** What the health score is made of, so that nobody has to believe a bare number. */
export function HealthParts({ parts }: { parts: HealthPart[] }) {
  return (
    <table className="plain health-parts">
      <caption className="sr-only">Parts of the health score</caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col" className="num">
            Score
          </th>
          <th scope="col" className="num">
            Weight
          </th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.name}>
            <th scope="row">{words(part.name)}</th>
            <td className="num">
              <Amount of={score(part.score)} />
            </td>
            <td className="num">{Math.round(part.weight * 100)}&nbsp;%</td>
            <td>{part.detail ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
