import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CatalogModule } from './catalog.module';
import { ModelCatalogService } from './model-catalog.service';
import { factsOf, lifecycleOf } from './testing/facts';

@Injectable()
class Reader {
  constructor(readonly catalog: ModelCatalogService) {}
}

@Module({ providers: [Reader] })
class FeatureModule {}

describe('CatalogModule', () => {
  it('gives every module the one catalogue made of the facts handed in', async () => {
    const gone = factsOf('gone', { lifecycle: lifecycleOf({ state: 'shut_down' }) });
    const options = { facts: [gone], providers: [{ id: 'acme', aliases: [] }], lifecycle: 'ignore' } as const;
    const module = await Test.createTestingModule({
      imports: [CatalogModule.register(options), FeatureModule],
    }).compile();
    const { catalog } = module.get(Reader);
    expect(catalog).toBe(module.get(ModelCatalogService));
    expect(catalog.snapshot().lifecycleAt(gone, 0)).toBe('live');
  });
});
