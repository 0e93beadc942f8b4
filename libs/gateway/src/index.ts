export { CompletionService } from './completion/completion.service';
export type { CompletedChat, StreamedChat } from './completion/completion.service';
export type { ChatExchange } from './completion/chat-exchange';
export { ModelListService } from './models/model-list.service';
export { InstallationModule } from './installation.module';
export { GatewayModule } from './gateway.module';
