import type { CostFormula } from '@app/contracts';
import type { RequestRepository, StoredDetail } from '@app/persistence';
import { requestRecord } from '../../../persistence/src/testing/request-records';
import { RequestDetails } from './request-details.service';

const formula: CostFormula = {
  pricedBy: 'reported_model',
  subject: 'acme/alpha',
  parts: [{ bucket: 'output', quantity: 1_200, picoUsdEach: 2_500_000 }],
};

describe('RequestDetails', () => {
  const detailsOf = (stored: StoredDetail | null): RequestDetails =>
    // The service asks for nothing else.
    new RequestDetails({ findDetail: async () => stored } as Partial<RequestRepository> as RequestRepository);

  it.each([
    ['the formula in words', formula, '1,200 output × $2.50/M = $0.003'],
    ['no words without a formula', null, null],
  ])('adds %s', async (_, costFormula, formulaText) => {
    const stored: StoredDetail = { request: requestRecord({ costFormula }), repricings: [] };
    await expect(detailsOf(stored).find('any')).resolves.toEqual({ ...stored, formulaText });
  });

  it('has none for an id that is not in the ledger', async () => {
    await expect(detailsOf(null).find('any')).resolves.toBeNull();
  });
});
