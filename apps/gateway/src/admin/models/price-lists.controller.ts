import { Body, Get, HttpCode, Post, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { PriceImportPreview } from '@app/contracts/admin';
import { OverrideEditor, PriceImport, priceListOf } from '@app/gateway';
import type { GatewayResponse } from '../../http/gateway-request';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { PriceImportDto } from './dto/model.dto';
import { A_PRICE_IMPORT, A_PRICE_LIST } from './model.examples';

/** Prices by the list. Comes before the controller of single ones, whose ids would else be asked for `export`. */
@AdminController('prices')
@Access('admin')
export class PriceListsController {
  constructor(
    private readonly imports: PriceImport,
    private readonly editor: OverrideEditor,
  ) {}

  @Get('export')
  @Access('viewer')
  @Documented({
    summary: "The operator's prices as a list to change and import again",
    response: 'string',
    contentType: 'text/csv',
    example: { response: A_PRICE_LIST },
  })
  async export(@Res() response: GatewayResponse): Promise<void> {
    const list = priceListOf(await this.editor.listPrices());
    response.set({ 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="prices.csv"' }).send(list);
  }

  @Post('import/preview')
  @HttpCode(200)
  @Documented({
    summary: 'What a list of prices would change, line by line; nothing is changed',
    request: 'PriceImportRequest',
    response: 'PriceImportPreview',
    example: { request: { csv: A_PRICE_LIST }, response: A_PRICE_IMPORT },
  })
  preview(@Body() { csv }: PriceImportDto): Promise<PriceImportPreview> {
    return this.imports.preview(csv);
  }

  @Post('import')
  @HttpCode(200)
  @Documented({
    summary: 'Take over a list of prices, all of it or nothing; in force from the next request on',
    request: 'PriceImportRequest',
    response: 'PriceImportPreview',
    example: { request: { csv: A_PRICE_LIST, expectedDigest: A_PRICE_IMPORT.digest }, response: A_PRICE_IMPORT },
  })
  run(@ActingUser() actor: Actor, @Body() { csv, expectedDigest }: PriceImportDto): Promise<PriceImportPreview> {
    return this.imports.run(actor, csv, expectedDigest);
  }
}
