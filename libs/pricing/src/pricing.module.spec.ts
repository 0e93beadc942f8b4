import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { GATEWAY_CONFIG } from '@app/config';
import { CostService } from './cost.service';
import { PricingModule } from './pricing.module';

@Global()
@Module({
  providers: [{ provide: GATEWAY_CONFIG, useValue: { pricing: { unpriced: 'allow' } } }],
  exports: [GATEWAY_CONFIG],
})
class InstallationModule {}

describe('PricingModule', () => {
  it('offers the cost service', async () => {
    const module = await Test.createTestingModule({ imports: [InstallationModule, PricingModule] }).compile();
    expect(module.get(CostService)).toBeInstanceOf(CostService);
  });
});
