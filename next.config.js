/** @type {import('next').NextConfig} */
const config = {
  // client-node is only reached from the server; bundling it would double the build time.
  serverExternalPackages: ["@kubernetes/client-node"],
  poweredByHeader: false,
  typedRoutes: true,
};

export default config;
