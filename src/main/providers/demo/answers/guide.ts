/**
 * What the demo model says of itself and of Switchyard. A new person reads these texts first, so they are held to what this
 * version does: no feature is named that is not there.
 */
import { markdown } from './markdown.ts';

/** The answer to a first message: what this is, what it can show, what to do next. */
export const welcome = markdown`
# Welcome to Switchyard

I am the **demo model**: a few pages of text inside the app. I need no account and no network, and I understand
nothing you write. I am here so that you can see how an answer arrives before you connect a model that can think.

## What you are looking at

Switchyard is one window for models from several places. A conversation belongs to you, not to a provider: you can
change the model between two messages, or put two side by side and ask both at once.

|              | Where it lives                     | Who can read it       |
| ------------ | ---------------------------------- | --------------------- |
| Your keys    | The keychain of your system        | You                   |
| Your history | An encrypted database on this disk | You                   |
| A prompt     | Goes to the model that you chose   | You and that provider |

## Try me

Send one of these words and watch what happens:

- \`table\`, \`code\`, \`math\`, \`list\` or \`everything\` for the ways an answer can look
- \`long\` for one that takes a while: scroll up while it writes, or press **Esc** to stop it
- \`reasoning\` for a model that thinks before it speaks
- \`error\` to see what a failure looks like, and how it is told

> When you are ready for a real answer, open **Settings** and connect Amazon Bedrock, OpenAI, or any server that speaks
> the OpenAI protocol. Send \`connect\` and I will walk you through it.
`;

/** Every word that the demo model listens for. */
export const help = markdown`
## What the demo model can show

I look for these words in what you write. The first one found decides.

| Send         | You get                          |
| ------------ | -------------------------------- |
| \`everything\` | One of each, in a single answer  |
| \`table\`      | A comparison in columns          |
| \`code\`       | The same idea in five languages  |
| \`math\`       | Formulas, inline and displayed   |
| \`list\`       | Nested and numbered lists        |
| \`quote\`      | Quotations, one inside another   |
| \`rtl\`        | Arabic and Hebrew beside English |
| \`long\`       | About 5,000 tokens               |
| \`slow\`       | A few words a second             |
| \`reasoning\`  | Thoughts first, then the answer  |

These tell you about the app: \`welcome\`, \`connect\`, \`keyboard\`, \`privacy\`.

### Failures, on request

A failure is only played when its name is the whole message, so that a question about an error does not become one.

| Send           | What fails                                        |
| -------------- | ------------------------------------------------- |
| \`error\`        | The service is overloaded                         |
| \`rate limit\`   | Too many requests; asks for a pause of 12 seconds |
| \`quota\`        | The account has run out of credit                 |
| \`refused key\`  | The key is not accepted                           |
| \`no access\`    | The account may not use this model                |
| \`too long\`     | The conversation does not fit into the model      |
| \`filter\`       | A content filter ends the answer                  |
| \`length limit\` | The answer runs into its limit of tokens          |
| \`cut\`          | The connection breaks in mid-sentence             |
`;

/** How to get from the demo to a real model. */
export const connect = markdown`
## Connecting a real model

Open **Settings**, go to **Connections** and choose **Connect a provider**. The form asks only for what that provider
needs, and **Test connection** tells you in a sentence whether it works.

### Amazon Bedrock

1. Choose the **region** in which your models are enabled.
2. Choose how to sign in:
   - a **profile** from your AWS configuration, which is best: nothing is copied, and single sign-on works
   - an **access key**, with a session token if it is a temporary one
   - a **Bedrock API key**
3. If a profile's session has run out, renew it in a terminal and send again:

   ~~~sh
   aws sso login --profile work
   ~~~

### OpenAI

Paste an API key. That is all.

### Everything that speaks the OpenAI protocol

Give the base URL, and a key if the server wants one. A model on your own machine needs none:

| Server    | Usual base URL              |
| --------- | --------------------------- |
| Ollama    | \`http://127.0.0.1:11434/v1\` |
| LM Studio | \`http://127.0.0.1:1234/v1\`  |
| llama.cpp | \`http://127.0.0.1:8080/v1\`  |
| vLLM      | \`http://127.0.0.1:8000/v1\`  |

The list of models comes from the server. If it does not list the one you want, type its id.
`;

/** The keys worth learning first. */
export const keyboard = markdown`
## Hands on the keyboard

Read **Ctrl** as **⌘** on a Mac.

| Keys                       | What they do                            |
| -------------------------- | --------------------------------------- |
| **Enter**                  | Send                                    |
| **Shift + Enter**          | Begin a new line                        |
| **Esc**                    | Stop the answer; what has arrived stays |
| **Ctrl + K**               | Find a command, a chat or a model       |
| **Ctrl + N**               | New chat                                |
| **Ctrl + T**, **Ctrl + W** | Open and close a tab                    |
| **Ctrl + 1** … **9**       | Go to a tab                             |
| **Ctrl + L**               | Go to the message box                   |
| **Ctrl + E**               | Export the transcript                   |
| **Ctrl + M**               | Choose the model                        |
| **Ctrl + Shift + F**       | Search all conversations                |
| **Ctrl + /**               | All shortcuts                           |

If you would rather have **Enter** break the line and **Ctrl + Enter** send, change it in **Settings**.
`;

/** What leaves this machine and what does not. */
export const privacy = markdown`
## What stays here, and what leaves

**Your keys** lie in the keychain of your operating system. They are read when a request is made, by the part of the app
that makes it; the window you are reading this in never sees them.

**Your history** lies in an encrypted database on this disk, and its key in the same keychain. Lose the keychain and the
history cannot be read, by you or by anyone else.

**Your prompts** go to the provider you chose, together with the conversation above them, because a model remembers
nothing by itself. What the provider does with them is for its terms to say.

**Nothing else leaves.** There is no account with us, no telemetry and no crash report. This answer was written inside the
app: no packet was sent for it.

---

Two things to know:

- If no keychain can be opened, keys are kept in memory until you close the app, and the window says so.
- An exported transcript is a plain file. It is as private as the folder you save it in.
`;

/** The answer to a message that holds no known word, once the welcome has been said. */
export function shrug(wordCount: number): string {
  const words = wordCount === 1 ? 'one word' : `${wordCount} words`;
  return markdown`
I can count your message (${words}), but I cannot understand it: I am the demo model, and every answer of mine was written
beforehand.

- For a model that can answer, connect one: send \`connect\` to see how.
- For everything that I can show, send \`help\`.
- To keep this conversation and go on with another model, choose it above: the whole thread goes along.
`;
}
