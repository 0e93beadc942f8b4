import { usdText } from '@app/common';
import type { ExplainedRoute, RouteExplanation } from '@app/gateway';

const PICO_USD_PER_NANO = 1_000;
const TOKENS_PER_MILLION = 1_000_000;

/** An explanation as a tree: the groups that were passed, the model at their end, what would come next, what was left out. */
export function explanationText(explanation: RouteExplanation): string {
  const { asked, steps, routes, dropped, ratings, failure } = explanation;
  const [first, ...others] = routes;
  const lines = [asked];
  for (const [depth, { group, strategy, chosen, among, reason, downgradedFrom }] of steps.entries()) {
    const less = downgradedFrom === undefined ? '' : ` (in the place of ${downgradedFrom}, which cannot be asked)`;
    const indent = '   '.repeat(depth);
    lines.push(`${indent}├─ ${group} is ${strategy}, among ${among.join(', ')}: ${reason}`);
    lines.push(`${indent}└─ ${chosen}${less}`);
  }
  if (first) lines.push('', `Asked first:  ${routeText(first)}`, `              ${costText(first, explanation)}`);
  for (const route of others)
    lines.push(`Then:         ${routeText(route)}`, `              ${costText(route, explanation)}`);
  for (const { model, ms, costNanoUsd } of ratings)
    lines.push('', `Rated by ${model} in ${ms} ms, for ${usdOf(costNanoUsd)}.`);
  if (dropped.length > 0) lines.push('', 'Left out:');
  for (const { path, reason } of dropped) lines.push(`  ${path.join(' > ')}: ${reason}`);
  if (failure) lines.push('', `Refused (${failure.code}): ${failure.message}`);
  return lines.join('\n');
}

function routeText({ path, providerId, model, adjusted }: ExplainedRoute): string {
  const changed = adjusted.length > 0 ? `, with ${adjusted.join(', ')} changed` : '';
  return `${path.join(' > ')} (${model} at ${providerId}${changed})`;
}

function costText(
  { cost, picoUsdPerInputToken, picoUsdPerOutputToken }: ExplainedRoute,
  { inputTokens, outputTokens }: RouteExplanation,
): string {
  if (cost.state === 'unpriced') return 'no price is known';
  if (cost.state === 'free') return 'free of charge';
  const rates = [picoUsdPerInputToken, picoUsdPerOutputToken].map(perMillion).join(' in, ');
  const tokens = `${inputTokens} tokens in and ${outputTokens} out`;
  return `${rates} out for a million tokens (${cost.priceId ?? ''}); ${usdOf(cost.nanoUsd)} for ${tokens}`;
}

function perMillion(picoUsd: number | null): string {
  return picoUsd === null ? 'nothing' : `$${usdText((picoUsd * TOKENS_PER_MILLION) / PICO_USD_PER_NANO)}`;
}

function usdOf(nanoUsd: number | null): string {
  return nanoUsd === null ? 'an unknown cost' : `$${usdText(nanoUsd)}`;
}
