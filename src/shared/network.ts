/** How this machine reaches servers. Chosen once for all connections; a proxy's password lies in the keychain. */
import { z } from 'zod';

/** `system` asks the operating system, which may itself use a PAC script. */
export const proxySettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('none') }),
  /** `http:`, `https:` or `socks5:`; hosts that are reached directly, as `example.com`, `.example.com` or an address. */
  z.strictObject({
    kind: z.literal('manual'),
    url: z.string().min(1).max(2048),
    bypass: z.array(z.string().min(1).max(255)).max(200),
  }),
  z.strictObject({ kind: z.literal('pac'), url: z.string().min(1).max(2048) }),
]);

/** A certificate authority that is trusted besides the usual ones. The PEM is public, so it is kept with the settings. */
export const extraAuthoritySchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  pem: z.string().min(1).max(1_000_000),
});

export const networkSettingsSchema = z.strictObject({
  proxy: proxySettingsSchema,
  /** Trust what the operating system trusts, besides the bundled authorities. */
  systemTrust: z.boolean(),
  extraAuthority: extraAuthoritySchema.nullable(),
});

export type ProxySettings = z.infer<typeof proxySettingsSchema>;
export type ExtraAuthority = z.infer<typeof extraAuthoritySchema>;
export type NetworkSettings = z.infer<typeof networkSettingsSchema>;
