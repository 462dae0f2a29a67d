/**
 * The application protocol Istio takes a Service port to speak: `appProtocol` if given, else the port name up to the
 * first hyphen, else TCP on the well-known ports of server-first protocols (semantics A3). "" = undeclared.
 */
export function appProtocol(port: {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string | null | undefined;
}): string {
  if (port.protocol === "UDP") {
    return "udp";
  }
  const declared = (port.appProtocol ?? port.name).toLowerCase();
  const standard = KUBERNETES_NAMES.get(declared);
  if (standard !== undefined) {
    return standard;
  }
  if (declared.startsWith("grpc-web")) {
    return "grpc-web";
  }
  const prefix = declared.split("-")[0] ?? "";
  if (PROTOCOLS.has(prefix)) {
    return prefix;
  }
  return SERVER_FIRST_PORTS.has(port.port) ? "tcp" : "";
}

const PROTOCOLS = new Set([
  "tcp",
  "udp",
  "http",
  "http2",
  "https",
  "grpc",
  "tls",
  "mongo",
  "mysql",
  "redis",
]);

const KUBERNETES_NAMES = new Map([
  ["kubernetes.io/h2c", "http2"],
  ["kubernetes.io/ws", "http"],
  ["kubernetes.io/wss", "https"],
]);

/** SMTP, DNS, MySQL and MongoDB speak first, so their protocol cannot be sniffed. */
const SERVER_FIRST_PORTS = new Set([25, 53, 3306, 27017]);
