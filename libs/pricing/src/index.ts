export { CostService, type CostRequest, type PriceQuestion } from './cost.service';
export { PricingModule } from './pricing.module';
export { UNPRICED } from './cost-breakdown';
export type { CostBreakdown } from './cost-breakdown';
export { formulaOf, nanoUsdOfFormula } from './formula/cost-formula';
export { formulaText } from './formula/formula-text';
