import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { PriceList, PriceView } from '@app/contracts/admin';
import { OverrideEditor } from '@app/gateway';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { CreatePriceDto, UpdatePriceDto } from './dto/model.dto';
import { A_PRICE, NEW_PRICE } from './model.examples';

@AdminController('prices')
@Access('admin')
export class PricesController {
  constructor(private readonly editor: OverrideEditor) {}

  @Get()
  @Access('viewer')
  @Documented({ summary: "The operator's prices", response: 'PriceList', example: { response: { items: [A_PRICE] } } })
  async list(): Promise<PriceList> {
    return { items: await this.editor.listPrices() };
  }

  @Get(':id')
  @Access('viewer')
  @Documented({ summary: 'One price', response: 'PriceView', example: { response: A_PRICE } })
  find(@Param('id') id: string): Promise<PriceView> {
    return this.editor.findPrice(id);
  }

  @Post()
  @Documented({
    summary: 'Give a model or a group a price; in force from the next request on',
    request: 'CreatePriceRequest',
    response: 'PriceView',
    status: 201,
    example: { request: NEW_PRICE, response: A_PRICE },
  })
  create(@ActingUser() actor: Actor, @Body() body: CreatePriceDto): Promise<PriceView> {
    return this.editor.addPrice(actor, body);
  }

  @Put(':id')
  @Documented({
    summary: 'Replace a price; what was booked at it stays as it is',
    request: 'UpdatePriceRequest',
    response: 'PriceView',
    example: { request: { price: NEW_PRICE.price }, response: { ...A_PRICE, version: 2 } },
  })
  update(
    @ActingUser() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expectedVersion: number,
    @Body() { price }: UpdatePriceDto,
  ): Promise<PriceView> {
    return this.editor.changePrice(actor, id, price, { expectedVersion });
  }

  @Delete(':id')
  @HttpCode(204)
  @Documented({ summary: 'Remove a price', status: 204, example: {} })
  async remove(@ActingUser() actor: Actor, @Param('id') id: string, @IfMatch() expectedVersion: number): Promise<void> {
    await this.editor.removePrice(actor, id, { expectedVersion });
  }
}
