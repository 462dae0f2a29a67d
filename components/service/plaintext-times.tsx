"use client";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import type { StepClock } from "./step-time";
import type { UnitTrend } from "./trend-model";

/** When plaintext came, as a table for who cannot see the marks. */
export function PlaintextTimes({
  trend,
  clock,
}: {
  trend: UnitTrend;
  clock: StepClock;
}) {
  const { w, language } = useWords();
  if (trend.plaintext.length === 0) return null;
  const words = w.service.times;
  return (
    <table className="sr-only">
      <caption>{words[trend.unit]}</caption>
      <thead>
        <tr>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.count}</th>
        </tr>
      </thead>
      <tbody>
        {trend.plaintext.map(({ first, fromMs, toMs, plaintext }) => (
          <tr key={first}>
            <td>{clock.moment(fromMs)}</td>
            <td>{clock.moment(toMs)}</td>
            <td>{formatCount(plaintext, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
