import { Inject, Injectable } from '@nestjs/common';
import { encryptionKeyOf, GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { readToken, sessionKeyOf, signedToken, type SessionClaims } from './session-token';

/** Signs and reads the tokens of this installation. */
@Injectable()
export class SessionTokens {
  private key: Buffer | undefined;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'encryptionKey' | 'dataDir'>) {}

  sign(claims: SessionClaims): string {
    return signedToken(claims, this.signingKey());
  }

  /** What the token says if it is ours, whether or not it has expired. */
  read(token: string): SessionClaims | undefined {
    return readToken(token, this.signingKey());
  }

  /** Derived when it is first needed: a reset of the login works without any key. */
  private signingKey(): Buffer {
    return (this.key ??= sessionKeyOf(encryptionKeyOf(this.config)));
  }
}
