import type { TokenUsage } from '@app/contracts';
import type { StreamItem, Translator } from '../../../spi/chat';
import type { Drawing, ImageCall, ImageStreamSummary } from '../../../spi/images';
import type { ProviderDescription } from '../../../spi/provider';
import { brokenStream } from '../../../spi/upstream-failures';
import { failureInBody } from '../../../failures/upstream-failure';
import { PassedEvents } from '../passed-events';
import { tokenUsageOfImages } from './images-usage';
import { drawingOf } from './openai-images.response';

const COMPLETED = 'image_generation.completed';

/** Events of an image that is being drawn pass as they come; usage stands in the last one of each picture. */
export class OpenAiImageStream implements Translator<ImageStreamSummary> {
  private usage: TokenUsage | undefined;
  private drawing: Drawing = { count: 0 };
  private failure: Error | undefined;
  private readonly events: PassedEvents;

  constructor(
    call: ImageCall,
    private readonly provider: ProviderDescription,
  ) {
    this.events = new PassedEvents(provider.id, (data, event) => {
      if (event === 'error' || data['type'] === 'error' || data['error'])
        this.failure = failureInBody(provider, data['error'] ? data : { error: data });
      if (data['type'] !== COMPLETED) return;
      this.usage = tokenUsageOfImages(data['usage']) ?? this.usage;
      this.drawing = { ...drawingOf(data, call), count: this.drawing.count + 1 };
    });
  }

  push(bytes: Buffer): StreamItem {
    return { ...this.events.push(bytes), text: '' };
  }

  end(): StreamItem {
    const item = this.events.end();
    // The provider's own error event has passed already and says more than ours would.
    const isBroken = this.drawing.count === 0 && !this.failure;
    return { text: '', ...item, ...(isBroken && !item.failure ? { failure: brokenStream(this.provider.id) } : {}) };
  }

  summary(): ImageStreamSummary {
    const { usage, drawing, failure } = this;
    return { usage, drawing, failure };
  }
}
