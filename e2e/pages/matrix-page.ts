import { expect, type Locator, type Page } from "@playwright/test";

/** The matrix in the words of its user. */
export class MatrixPage {
  constructor(private readonly page: Page) {}

  async open(query = "?window=5m"): Promise<void> {
    await this.page.goto(`/${query}`);
    await expect(this.page.getByRole("grid")).toBeVisible();
  }

  /** The line of one service. */
  row(service: string, namespace: string): Locator {
    return this.page.locator("tr", {
      has: this.page.locator(`[data-line="${namespace}/${service}"]`),
    });
  }

  policy(service: string, namespace: string): Locator {
    return this.row(service, namespace).getByRole("gridcell").first();
  }

  /** A cell by its sentence: "httpbin in foo, called from bar: …" */
  cell(service: string, namespace: string, sentence: RegExp): Locator {
    return this.row(service, namespace).getByRole("gridcell", {
      name: sentence,
    });
  }

  /** The one button of a row, by its word. */
  button(word: string, service: string, namespace: string): Locator {
    return this.row(service, namespace).getByRole("button", {
      name: new RegExp(`^${word}\\b.*${service}`),
    });
  }

  dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** The dialog with this title, also above the panel it was opened from. */
  dialogFor(title: string): Locator {
    return this.page.getByRole("dialog", { name: title });
  }

  /** The panel of one service: a modal dialog, behind which there is no grid. */
  async openPanel(service: string, namespace: string): Promise<void> {
    await this.page.goto(`/?window=5m&at=${namespace}/${service}`);
    await expect(this.dialog()).toBeVisible();
  }

  /** Goes there as somebody without a mouse would. */
  async tabTo(target: Locator): Promise<void> {
    for (let tabs = 0; tabs < 30; tabs += 1) {
      const reached = await target.evaluate(
        (element) => element === document.activeElement,
      );
      if (reached) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error("Tab does not lead there.");
  }
}
