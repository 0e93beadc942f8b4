export { LimitsModule } from './limits.module';
export { ClientLimiter, needsEstimate } from './client-limiter.service';
export { Spending } from './counters/spending.port';
export type { Admitted, Demand, Use } from './counters/client-counters.port';
export { rateLimitHeaders } from './rate-limit-headers';
export { InsufficientQuotaError } from './errors/insufficient-quota.error';
export { RateLimitExceededError } from './errors/rate-limit-exceeded.error';
