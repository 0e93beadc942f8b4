import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { GatewayResponse } from '../http/gateway-request';
import { allowStyles } from '../http/security-headers';
import { DASHBOARD_PAGES } from './dashboard-pages';
import { DashboardPage } from './dashboard-page';

/** The pages themselves are for anybody; whatever they show comes from the admin API. */
@Controller()
@Access('public')
export class DashboardController {
  constructor(@Inject(DashboardPage) private readonly page: DashboardPage) {}

  @Get(['/', ...DASHBOARD_PAGES.flatMap((name) => [`/${name}`, `/${name}/*rest`])])
  show(@Res() response: GatewayResponse): void {
    const { html, nonce } = this.page.render();
    allowStyles(response, nonce);
    response.set('cache-control', 'no-store').type('html').send(html);
  }
}
