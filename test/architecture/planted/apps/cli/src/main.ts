import './borrows-from-another-app';
import './deep-import';
