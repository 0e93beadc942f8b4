export { CostService, type CostRequest } from './cost.service';
export { PricingModule } from './pricing.module';
export { formulaOf, type CostBreakdown } from './cost-breakdown';
