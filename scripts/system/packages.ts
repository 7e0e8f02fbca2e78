/**
 * Which Debian or Ubuntu package provides a thing. Where a release renamed a package for the 64-bit time transition, the
 * new name comes first and the first one that apt knows is taken.
 */
export type PackageNames = readonly [string, ...string[]];

const time64 = (name: string): PackageNames => [`${name}t64`, name];

/** The libraries that an Electron executable and keytar link to, by the name that `ldd` prints. */
export const packagesOfLibraries: Readonly<Record<string, PackageNames>> = {
  'libasound.so.2': time64('libasound2'),
  'libatk-1.0.so.0': time64('libatk1.0-0'),
  'libatk-bridge-2.0.so.0': time64('libatk-bridge2.0-0'),
  'libatspi.so.0': time64('libatspi2.0-0'),
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': time64('libcups2'),
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgdk-3.so.0': time64('libgtk-3-0'),
  'libgio-2.0.so.0': time64('libglib2.0-0'),
  'libglib-2.0.so.0': time64('libglib2.0-0'),
  'libgobject-2.0.so.0': time64('libglib2.0-0'),
  'libgtk-3.so.0': time64('libgtk-3-0'),
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsecret-1.so.0': ['libsecret-1-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libX11.so.6': ['libx11-6'],
  'libxcb.so.1': ['libxcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libXrandr.so.2': ['libxrandr2'],
};

/** What a run may need besides libraries: a virtual display, a keyring of its own, fonts that cover what tests show. */
export type SystemUse = 'display' | 'keyring' | 'fonts';

/** The programs behind each use, with their packages. */
export const programsOfUses: Readonly<Record<SystemUse, Readonly<Record<string, PackageNames>>>> = {
  display: { Xvfb: ['xvfb'] },
  keyring: {
    'dbus-daemon': ['dbus'],
    'dbus-send': ['dbus'],
    'gnome-keyring-daemon': ['gnome-keyring'],
    'secret-tool': ['libsecret-tools'],
  },
  fonts: {},
};

/** Font files that make screenshots readable, with their packages. */
export const packagesOfFonts: Readonly<Record<string, PackageNames>> = {
  'DejaVuSans.ttf': ['fonts-dejavu-core'],
  'NotoColorEmoji.ttf': ['fonts-noto-color-emoji'],
};
