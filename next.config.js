/** @type {import('next').NextConfig} */
const config = {
  // client-node is only reached from the server; bundling it would double the build time.
  serverExternalPackages: ["@kubernetes/client-node"],
  // Nothing here is an image that needs resizing, so nobody gets to make the server work on one.
  images: { unoptimized: true },
  poweredByHeader: false,
  typedRoutes: true,
};

export default config;
