import type { Metadata } from "next";
import { Suspense } from "react";
import { FindingsPage } from "@/components/findings/findings-page";

export const metadata: Metadata = { title: "Findings · Lockstep" };

export default function MeshFindingsPage() {
  return (
    <Suspense>
      <FindingsPage />
    </Suspense>
  );
}
