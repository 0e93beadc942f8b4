export { operator } from '@app/common';
