/** Where a login leads: never out of the dashboard, whatever the address says. */
export function pageOfOurs(address: string | undefined): string {
  return address !== undefined && /^\/[a-z-]/.test(address) && !/^\/(?:login|new-password)\b/.test(address)
    ? address
    : '/usage';
}
