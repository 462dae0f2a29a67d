import { Suspense } from "react";
import { Dashboard } from "@/components/matrix/dashboard";

export default function MatrixPage() {
  return (
    <Suspense>
      <Dashboard />
    </Suspense>
  );
}
