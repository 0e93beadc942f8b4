import { Test } from '@nestjs/testing';
import { CostService } from './cost.service';
import { PricingModule } from './pricing.module';

describe('PricingModule', () => {
  it('offers the cost service', async () => {
    const module = await Test.createTestingModule({ imports: [PricingModule] }).compile();
    expect(module.get(CostService)).toBeInstanceOf(CostService);
  });
});
