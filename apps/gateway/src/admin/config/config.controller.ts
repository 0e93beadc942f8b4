import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { ConfigDocument, ConfigImportView, ConfigPlanView } from '@app/contracts/admin';
import { checkedDocument, Declarations } from '@app/gateway';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { A_DOCUMENT, A_PLAN, AN_IMPORT } from './config.examples';
import { ExportConfigDto, ImportConfigDto, PlanConfigDto } from './dto/config.dto';

/** The configuration as one document. What is imported stays changeable by hand; only files own what they declare. */
@AdminController('config')
@Access('admin')
export class ConfigController {
  constructor(private readonly declarations: Declarations) {}

  @Get('export')
  @Documented({
    summary: 'What is configured, as a document that another installation can take; without keys',
    response: 'ConfigDocument',
    query: { kind: 'Only this: group, model, price, provider or client.' },
    example: { response: A_DOCUMENT },
  })
  export(@Query() { kind }: ExportConfigDto): Promise<ConfigDocument> {
    return this.declarations.export(kind && [kind]);
  }

  @Post('plan')
  @HttpCode(200)
  @Documented({
    summary: 'What an import of this document would change; nothing is changed',
    request: 'PlanConfigRequest',
    response: 'ConfigPlanView',
    example: { request: { document: A_DOCUMENT }, response: A_PLAN },
  })
  plan(@ActingUser() actor: Actor, @Body() { document }: PlanConfigDto): Promise<ConfigPlanView> {
    return this.declarations.plan(actor, checkedDocument(document));
  }

  @Post('import')
  @HttpCode(200)
  @Documented({
    summary: 'Bring the configuration to what a document says, all of it or nothing; what a file manages is refused',
    description: 'Keys of clients that are created are in the answer, this once.',
    request: 'ImportConfigRequest',
    response: 'ConfigImportView',
    example: { request: { document: A_DOCUMENT, expectedPlan: A_PLAN.digest }, response: AN_IMPORT },
  })
  import(@ActingUser() actor: Actor, @Body() body: ImportConfigDto): Promise<ConfigImportView> {
    const { document, expectedPlan } = body;
    return this.declarations.apply(actor, checkedDocument(document), { expectedPlan });
  }
}
