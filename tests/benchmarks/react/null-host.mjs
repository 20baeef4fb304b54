/* SPDX-License-Identifier: LGPL-2.1-or-later */

// A host for react-reconciler that draws nothing: it counts what React asks for and keeps no tree. What is
// left is React's own work, so a host of this kind flatters React: it compares no props and links no children.

import Reconciler from 'react-reconciler';
import { createContext } from 'react';
import { ConcurrentRoot, DefaultEventPriority, NoEventPriority } from 'react-reconciler/constants.js';

export const counts = { create: 0, update: 0, place: 0, remove: 0 };

export function resetCounts() {
  counts.create = counts.update = counts.place = counts.remove = 0;
}

let priority = NoEventPriority;

const host = {
  rendererPackageName: 'null-host',
  rendererVersion: '1.0.0',
  isPrimaryRenderer: true,
  supportsMutation: true,
  supportsPersistence: false,
  supportsHydration: false,
  supportsMicrotasks: false,
  noTimeout: -1,
  NotPendingTransition: null,
  HostTransitionContext: createContext(null),

  scheduleTimeout: setTimeout,
  cancelTimeout: clearTimeout,
  getRootHostContext: () => null,
  getChildHostContext: (parent) => parent,
  getPublicInstance: (instance) => instance,
  prepareForCommit: () => null,
  resetAfterCommit() {},
  preparePortalMount() {},
  shouldSetTextContent: () => false,
  finalizeInitialChildren: () => false,

  createInstance(type) {
    counts.create++;
    return { type };
  },
  createTextInstance() {
    throw new Error('The benchmark has no text nodes: a label carries its text as a prop');
  },
  appendInitialChild() {},
  appendChild() { counts.place++; },
  appendChildToContainer() { counts.place++; },
  insertBefore() { counts.place++; },
  insertInContainerBefore() { counts.place++; },
  removeChild() { counts.remove++; },
  removeChildFromContainer() { counts.remove++; },
  clearContainer() {},
  commitUpdate() { counts.update++; },
  commitTextUpdate() {},
  resetTextContent() {},
  hideInstance() {},
  hideTextInstance() {},
  unhideInstance() {},
  unhideTextInstance() {},
  detachDeletedInstance() {},

  getInstanceFromNode: () => null,
  beforeActiveInstanceBlur() {},
  afterActiveInstanceBlur() {},
  prepareScopeUpdate() {},
  getInstanceFromScope: () => null,

  setCurrentUpdatePriority(value) { priority = value; },
  getCurrentUpdatePriority: () => priority,
  resolveUpdatePriority: () => (priority === NoEventPriority ? DefaultEventPriority : priority),
  resolveEventType: () => null,
  resolveEventTimeStamp: () => -1.1,
  shouldAttemptEagerTransition: () => false,
  trackSchedulerEvent() {},
  requestPostPaintCallback() {},
  resetFormInstance() {},

  maySuspendCommit: () => false,
  maySuspendCommitOnUpdate: () => false,
  maySuspendCommitInSyncRender: () => false,
  preloadInstance: () => true,
  startSuspendingCommit: () => null,
  suspendInstance() {},
  waitForCommitToBeReady: () => null,
  getSuspendedCommitReason: () => null,
};

const reconciler = Reconciler(host);

function fail(error) {
  throw error;
}

// A root that renders at once: when render() returns, React has committed.
export function createRoot() {
  const container = reconciler.createContainer({}, ConcurrentRoot, null, false, null, '', fail, fail, fail, null);

  return {
    render(element) {
      reconciler.updateContainerSync(element, container, null, null);
      reconciler.flushSyncWork();
      reconciler.flushPassiveEffects();
    },
  };
}
