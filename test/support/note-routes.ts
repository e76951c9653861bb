import express, { type Router } from "express";

type Use = (this: object, ...given: unknown[]) => unknown;
interface Layer {
  readonly route?: {
    readonly path: string;
    readonly methods: Readonly<Record<string, boolean>>;
  };
}

/** Notes from now on where routers are mounted, which Express itself forgets; `stop` ends that. */
export function noteRoutes() {
  const mounts: { in: object; path: string; router: object }[] = [];
  const owner = ownerOfUse();
  const { use } = owner;
  owner.use = function noted(this: object, ...given: unknown[]) {
    const [first] = given;
    const path = typeof first === "string" ? first : "";
    for (const one of given.flat())
      if (typeof one === "function" && "stack" in one)
        mounts.push({ in: this, path, router: one });
    return use.apply(this, given);
  };
  const placesOf = (router: object): string[] => {
    const own = mounts.filter((one) => one.router === router);
    return own.length === 0
      ? [""]
      : own.flatMap((one) =>
          placesOf(one.in).map((place) => `${place}${one.path}`),
        );
  };
  return {
    /** `get /api/queue`: what is served below an address, with the names of its parameters as `:id`. */
    served(below: string): string[] {
      const routers = new Set(mounts.map(({ router }) => router));
      return [...routers].flatMap((router) =>
        placesOf(router)
          .filter((place) => place.startsWith(below))
          .flatMap((place) => routesAt(place, router as Router)),
      );
    },
    stop() {
      owner.use = use;
    },
  };
}

function routesAt(place: string, router: Router): string[] {
  return (router.stack as unknown as readonly Layer[]).flatMap(({ route }) =>
    Object.keys(route?.methods ?? {}).map(
      (method) => `${method} ${place}${route?.path === "/" ? "" : route?.path}`,
    ),
  );
}

function ownerOfUse(): { use: Use } {
  let owner: object = express.Router();
  while (!Object.hasOwn(owner, "use"))
    owner = Object.getPrototypeOf(owner) as object;
  return owner as { use: Use };
}
