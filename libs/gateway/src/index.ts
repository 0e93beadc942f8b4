export { CompletionService } from './completion/completion.service';
export type { CompletedChat, StreamedChat } from './completion/completion.service';
export type { ChatExchange } from './completion/chat-exchange';
export { RequestRecorder } from './exchange/request-recorder.service';
export type { BodyExchange, Exchange } from './exchange/exchange';
export { ImageService } from './images/image.service';
export { ModelListService } from './models/model-list.service';
export { InstallationModule } from './installation.module';
export { GatewayModule } from './gateway.module';
