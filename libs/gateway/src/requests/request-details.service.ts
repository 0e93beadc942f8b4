import type { RequestDetail } from '@app/contracts';
import { RequestRepository } from '@app/persistence';
import { formulaText } from '@app/pricing';
import { Injectable } from '@nestjs/common';

/** All that is known about one request: the ledger has the row and pricing the words for its cost. */
@Injectable()
export class RequestDetails {
  constructor(private readonly requests: RequestRepository) {}

  /** Null for an id that is not, or no longer, in the ledger. */
  async find(requestId: string): Promise<RequestDetail | null> {
    const detail = await this.requests.findDetail(requestId);
    if (detail === null) return null;
    const { costFormula } = detail.request;
    return { ...detail, formulaText: costFormula === null ? null : formulaText(costFormula) };
  }
}
