import { NotFoundPage } from "@/components/states/not-found-page";

export default function NotFound() {
  return <NotFoundPage />;
}
