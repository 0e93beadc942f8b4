import { Injectable } from '@nestjs/common';
import { KeyRing } from '@app/common';
import { readToken, sessionKeyOf, signedToken, type SessionClaims } from './session-token';

/** Signs and reads the tokens of this installation. */
@Injectable()
export class SessionTokens {
  constructor(private readonly keys: KeyRing) {}

  sign(claims: SessionClaims): string {
    return signedToken(claims, sessionKeyOf(this.keys));
  }

  /** What the token says if it is ours, whether or not it has expired. */
  read(token: string): SessionClaims | undefined {
    return readToken(token, sessionKeyOf(this.keys));
  }
}
