import { Binary, BslException, binaryOf, Mapping, numberOf, Thing, textOf, type Value } from './values.ts'

/** HTTPЗапрос, or HTTPСервисОтвет with a status. */
export class Message extends Thing {
  body: Buffer = Buffer.alloc(0)

  constructor(type: string, first: [string, Value]) {
    super(
      type,
      {
        УстановитьТелоИзСтроки: (text) => {
          this.body = Buffer.from(textOf(text), 'utf8')
        },
        УстановитьТелоИзДвоичныхДанных: (binary) => {
          this.body = binaryOf(binary)
        },
        ПолучитьТелоКакСтроку: () => this.body.toString('utf8'),
        ПолучитьТелоКакДвоичныеДанные: () => new Binary(this.body),
      },
      new Map([first, ['Заголовки', new Mapping()]]),
    )
  }

  get headers(): Record<string, string> {
    const headers = this.get('Заголовки')
    if (!(headers instanceof Mapping)) throw new BslException('Заголовки')
    return Object.fromEntries([...headers.entries].map(([name, value]) => [textOf(name), textOf(value)]))
  }
}

/** HTTPСоединение: no redirects, and an exception when there is no answer (guides/onec.md 3.2). */
export class Connection extends Thing {
  private readonly origin: string
  private readonly seconds: number

  constructor([server, port, , , , seconds, security]: Value[]) {
    super('HTTPСоединение', {
      ОтправитьДляОбработки: (request) => this.send('POST', request),
      Получить: (request) => this.send('GET', request),
      Записать: (request) => this.send('PUT', request),
    })
    this.origin = `${security === undefined ? 'http' : 'https'}://${textOf(server)}:${numberOf(port)}`
    this.seconds = numberOf(seconds)
  }

  private async send(method: string, request: Value): Promise<Value> {
    if (!(request instanceof Message)) throw new BslException('HTTPЗапрос ожидается')
    const answer = new Message('HTTPОтвет', ['КодСостояния', 0])
    try {
      const response = await fetch(this.origin + textOf(request.get('АдресРесурса')), {
        method,
        headers: request.headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.seconds * 1000),
        ...(method === 'GET' ? {} : { body: new Uint8Array(request.body) }),
      })
      answer.set('КодСостояния', response.status)
      answer.body = Buffer.from(await response.arrayBuffer())
    } catch (cause) {
      throw new BslException(`Ошибка работы с Интернет: ${cause}`)
    }
    return answer
  }
}
