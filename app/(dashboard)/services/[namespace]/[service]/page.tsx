import type { Metadata } from "next";
import { Suspense } from "react";
import { ServicePage } from "@/components/service/service-page";

interface Props {
  readonly params: Promise<{
    readonly namespace: string;
    readonly service: string;
  }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { namespace, service } = await params;
  return { title: `${namespace}/${service} · Lockstep` };
}

export default async function OneServicePage({ params }: Props) {
  const { namespace, service } = await params;
  return (
    <Suspense>
      <ServicePage namespace={namespace} service={service} />
    </Suspense>
  );
}
