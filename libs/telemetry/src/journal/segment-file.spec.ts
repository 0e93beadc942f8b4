import { JournalFolder } from './journal-folder';
import { SegmentFile } from './segment-file';
import { TemporaryJournal } from '../testing/temporary-journal';

describe('bringing a segment to the disk', () => {
  let place: TemporaryJournal;
  let file: SegmentFile;
  let folderSyncs: jest.SpyInstance;
  beforeEach(() => {
    place = new TemporaryJournal();
    folderSyncs = jest.spyOn(JournalFolder.prototype, 'sync');
    file = SegmentFile.create(place.folder, 1);
    file.append(Buffer.from('bytes'));
  });
  afterEach(() => {
    file.close();
    place.remove();
    jest.restoreAllMocks();
  });

  it('is done once for all who ask while the disk is at work', async () => {
    const first = file.sync();
    const [second, third] = [file.sync(), file.sync()];
    // The disk may have begun before the bytes of these were there.
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    await expect(Promise.all([first, second])).resolves.toEqual([undefined, undefined]);
    void file.sync();
    expect(file.sync()).not.toBe(third);
  });

  it('brings its name there too, once', async () => {
    await file.sync();
    await file.sync();
    expect(folderSyncs).toHaveBeenCalledTimes(1);
  });

  it('tells a failure and tries the name again', async () => {
    const refusal = new Error('EIO');
    folderSyncs.mockRejectedValueOnce(refusal);
    await expect(file.sync()).resolves.toBe(refusal);
    await expect(file.sync()).resolves.toBeUndefined();
    expect(folderSyncs).toHaveBeenCalledTimes(2);
  });

  it('has nothing to do for a file that is closed', async () => {
    file.close();
    await expect(file.sync()).resolves.toBeUndefined();
    expect(folderSyncs).not.toHaveBeenCalled();
  });
});
