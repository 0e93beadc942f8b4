import type { ImagesResponse } from '@app/contracts';

/** A complete answer as the events that end a stream of images, one for each picture; the last one carries the usage. */
export function completedEvents(body: Buffer | string): string {
  const { created, data, usage, ...about } = JSON.parse(body.toString()) as ImagesResponse;
  return data
    .map((datum, index) => {
      const isLast = index === data.length - 1;
      const event = {
        type: 'image_generation.completed',
        created_at: created,
        ...about,
        ...datum,
        ...(isLast && usage ? { usage } : {}),
      };
      return `event: image_generation.completed\ndata: ${JSON.stringify(event)}\n\n`;
    })
    .join('');
}
