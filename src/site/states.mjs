/**
 * Astro integration: the page of states, `/dev/states/`, on which the tests look at the parts of a report in every state. It is
 * built only where STATES is 1, and is no part of the site.
 */
export function states() {
  return {
    name: 'states',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        if (process.env.STATES !== '1') return;
        injectRoute({ pattern: '/dev/states', entrypoint: 'tests/states/all.astro' });
        injectRoute({ pattern: '/dev/fleet', entrypoint: 'tests/states/fleet.astro' });
        injectRoute({ pattern: '/dev/states/[id]', entrypoint: 'tests/states/one.astro' });
      },
    },
  };
}
