import { isJsonObject, textFrom } from '../json-object';
import { refuse, RefusedError, type Refusal } from '../refusal';
import type { JsonReply, Reply, Vendor, VendorCall } from '../vendor';
import { answerChat } from './openai-chat';
import { knowsModel, type ChatVendor } from './openai-vendor';

/** 2026-01-01, as the birthday of every model. */
const CREATED_SECONDS = 1_767_225_600;

/** A vendor that speaks OpenAI's dialect, made from what is its own. */
export function openAiDialect(vendor: ChatVendor): Vendor {
  return {
    id: vendor.id,
    basePath: vendor.basePath,
    answer: (call) => {
      try {
        return route(vendor, call);
      } catch (error) {
        if (error instanceof RefusedError) return refusalReply(vendor, error.refusal);
        throw error;
      }
    },
    fault: (status, retryAfterSeconds) => refusalReply(vendor, { ...vendor.describeFault(status), retryAfterSeconds }),
  };
}

function route(vendor: ChatVendor, call: VendorCall): Reply {
  const refusal = vendor.refuseKey(call.headers);
  if (refusal) refuse(refusal);
  const path = call.path.replace(/^\/v1(?=\/)/, '');
  const endpoint = `${call.method} ${path}`;
  if (endpoint === 'GET /models') return modelList(vendor);
  if (endpoint.startsWith('GET /models/')) return modelOf(vendor, path.slice('/models/'.length));
  if (endpoint === 'POST /chat/completions') {
    refuseUnknownModel(vendor, call.body);
    return answerChat(vendor, call);
  }
  return (
    vendor.ownRoute?.({ ...call, path }) ??
    refuse({ status: 404, message: `Invalid URL (${call.method} ${call.path})` })
  );
}

/** Before anything else about the body: a vendor cannot check fields for a model it does not have. */
export function refuseUnknownModel(vendor: ChatVendor, body: unknown): void {
  const model = isJsonObject(body) ? textFrom(body.model) : undefined;
  if (model !== undefined && model !== '' && !knowsModel(vendor, model)) refuse(vendor.unknownModel(model));
}

function modelList(vendor: ChatVendor): Reply {
  const data = [...vendor.models].map((id) => modelObject(vendor, id));
  return { kind: 'json', status: 200, headers: vendor.answerHeaders(), body: { object: 'list', data }, tokens: 0 };
}

function modelOf(vendor: ChatVendor, id: string): Reply {
  if (!knowsModel(vendor, id)) refuse({ ...vendor.unknownModel(id), param: 'model' });
  return { kind: 'json', status: 200, headers: vendor.answerHeaders(), body: modelObject(vendor, id), tokens: 0 };
}

function modelObject(vendor: ChatVendor, id: string): Record<string, unknown> {
  return { id, object: 'model', created: CREATED_SECONDS, owned_by: vendor.ownedBy };
}

function refusalReply(vendor: ChatVendor, refusal: Refusal): JsonReply {
  const retry = refusal.retryAfterSeconds;
  return {
    kind: 'json',
    status: refusal.status,
    headers: { ...vendor.answerHeaders(), ...(retry === undefined ? {} : { 'retry-after': String(retry) }) },
    body: vendor.errorBody(refusal),
    tokens: 0,
  };
}
