// The image of an exported service.

import { RUN_FILE } from '../../service/exported/tar';
import { USUAL_PORT } from '../../service/serviceOptions';

/** Whether it answers, asked from within by what the image has: no program but bash. As JSON has it. */
const HEALTH = JSON.stringify(
  `exec 3<>/dev/tcp/127.0.0.1/${USUAL_PORT} && printf 'GET /v2/health/ready HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]`,
);

interface ServedFolder {
  /** ONNX Runtime is installed. */
  isNative: boolean;
  programs: readonly string[];
}

export const dockerfile = ({ isNative, programs }: ServedFolder): string =>
  `# Debian's C library: ONNX Runtime has no build for Alpine's.
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /service
COPY package.json ./
${isNative ? 'RUN npm install --ignore-scripts --no-audit --no-fund && npm cache clean --force\n' : ''}COPY --chown=node:node ${programs.join(' ')} ${RUN_FILE} ./
# Less memory: threads of the C library share one heap.
ENV MALLOC_ARENA_MAX=1
USER node
EXPOSE ${USUAL_PORT}
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["bash", "-c", ${HEALTH}]
# Beyond its own machine it starts with NLP_LAB_API_KEY alone, see README.md.
CMD ["node", "service.js", "--host", "0.0.0.0"]
`;
