/** All plans and gifts there are: the one request of the contract that a system may not know. */
import express from "express";
import type { Accounts } from "../../src/account/accounts.js";
import { createHttpAccount } from "../../src/account/http-account.js";
import { createAccountRouter } from "../../src/account/serve-account.js";
import { verifyAccount } from "../../src/account/verify/index.js";
import { listening } from "../support/listening.js";
import { createMemoryAccounts } from "./memory-book.js";

const signed = { secret: "a secret of the tests", now: () => Date.now() };
const listen = listening();

it.each([400, 404, 405, 501])(
  "a system that says with %s that it knows no offers is no failing one: powers are typed then",
  async (status) => {
    const url = await listen((request, response) => {
      request.resume();
      response.writeHead(status).end("{}");
    });
    const accounts = createHttpAccount({ url, ...signed });
    // After five failures in a row it would be left alone.
    for (let time = 0; time < 6; time += 1)
      // oxlint-disable-next-line no-await-in-loop -- in a row
      expect(await accounts.listOffers?.()).toBeUndefined();
  },
);

it("the conformance suite finds offers that lack what an account may have", async () => {
  const book = createMemoryAccounts();
  const accounts: Accounts = {
    ...book,
    async listOffers() {
      const offers = await book.listOffers?.();
      return offers && { ...offers, gifts: offers.gifts.slice(1) };
    },
  };
  const router = createAccountRouter({ accounts, ...signed });
  const { shortcomings } = await verifyAccount({
    url: await listen(express().use(router)),
    ...signed,
    elapsed: () => 0,
    account: "a-1",
    other: "a-2",
    run: "one",
  });
  expect(shortcomings).toEqual([
    {
      rule: "Offers have every plan and gift that an account may have.",
      seen: '"faster" of a-1 is not among the gifts.',
    },
  ]);
});
