import './quirk';
export const beta = 1;
