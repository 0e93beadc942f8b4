export { CostService, type CostRequest } from './cost.service';
export { PricingModule } from './pricing.module';
export type { CostBreakdown, CostBucket, CostPart } from './cost-breakdown';
export type { DrawnImages } from './image-cost';
