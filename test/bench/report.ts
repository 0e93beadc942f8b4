import type { HangUp } from './hang-up';
import type { Round } from './load';
import type { Scenario } from './scenarios';

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly floor: Round;
  readonly gateway: Round;
}

/** The figures as a table; CPU is the one to look at, because it does not depend on what else the machine does. */
export function report(results: readonly ScenarioResult[], hangUp: HangUp): string {
  const lines = [
    'Scenario           CPU/request floor  gateway   ratio   CPU/event ratio   requests/s floor  gateway   p50 ms floor  gateway   p99 ms floor  gateway',
  ];
  for (const { scenario, floor, gateway } of results) {
    const ratio = gateway.cpuMicrosPerRequest / floor.cpuMicrosPerRequest;
    const perEvent =
      scenario.events > 1
        ? `${(floor.cpuMicrosPerRequest / scenario.events).toFixed(1)}→${(gateway.cpuMicrosPerRequest / scenario.events).toFixed(1)} µs`
        : '-';
    lines.push(
      [
        scenario.name.padEnd(18),
        `${floor.cpuMicrosPerRequest.toFixed(0)} µs`.padStart(17),
        `${gateway.cpuMicrosPerRequest.toFixed(0)} µs`.padStart(8),
        ratio.toFixed(2).padStart(7),
        perEvent.padStart(17),
        floor.requestsPerSecond.toFixed(0).padStart(18),
        gateway.requestsPerSecond.toFixed(0).padStart(8),
        floor.p50Ms.toFixed(2).padStart(14),
        gateway.p50Ms.toFixed(2).padStart(8),
        floor.p99Ms.toFixed(2).padStart(14),
        gateway.p99Ms.toFixed(2).padStart(8),
      ].join(' '),
    );
  }
  lines.push(
    '',
    `Client gone until the provider's connection closed, ${hangUp.times} times: p50 ${hangUp.p50Ms.toFixed(1)} ms, p99 ${hangUp.p99Ms.toFixed(1)} ms (aim 100 ms)`,
  );
  return lines.join('\n');
}
