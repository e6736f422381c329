/** A preset and a question for the chapters of the book; the text is the chapter's own. Loaded when a lesson is opened. */
import type { LineName, PageName } from '../core/arithmetic/lines.ts';
import type { Chapter } from './chapters.ts';

/** A number of the arithmetic that is asked for, and hidden until then. */
export interface Asked {
  readonly page: PageName;
  readonly layer: number;
  readonly line: LineName;
  readonly sample: number;
  readonly way: readonly number[];
}

export interface Lesson {
  /** The run, as a link says it. */
  readonly query: string;
  /** Another run beside it. */
  readonly against?: string;
  readonly asked?: Asked;
  /** A number, or the letter of a run or class; of a lesson with `asked` that number, to three digits. */
  readonly answer: number | string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly question: { readonly en: string; readonly zh: string };
  /** What is said when it is answered. */
  readonly reason: { readonly en: string; readonly zh: string };
}

const TINY = 'heldOut=0&hidden=3&initializer=book';

export const LESSONS: Readonly<Record<Chapter, Lesson>> = {
  2: {
    query: 'data=blobs&classes=2&heldOut=0&hidden=none&changes=0:w1-0-0:2,0:w1-1-0:-1,0:b1-0:0.5',
    asked: { page: 'neuron', layer: 0, line: 'total', sample: 0, way: [0, 0] },
    answer: 0.736,
    title: { en: 'One neuron', zh: '一个神经元' },
    question: {
      en: 'The neuron of class A has the weights 2 and −1 and the bias 0.5. What does it give for point 0, before softmax?',
      zh: '类别 A 的神经元权重为 2 和 −1，偏置为 0.5。对于 0 号点，softmax 之前它给出多少？',
    },
    reason: {
      en: 'Each input times its weight, the products added up, and the bias. Type other weights over: which make it 0?',
      zh: '每个输入乘以权重，乘积相加，再加上偏置。试着改写权重：怎样才能使它为 0？',
    },
  },
  3: {
    query: TINY,
    answer: 21,
    title: { en: 'A second layer', zh: '第二层' },
    question: {
      en: 'The network is 2-3-3. How many weights and biases does training have to find?',
      zh: '网络为 2-3-3。训练要找出多少个权重和偏置？',
    },
    reason: {
      en: '2 · 3 + 3 in the first layer, 3 · 3 + 3 in the second. The second sees no point, only what the first makes of it.',
      zh: '第一层 2 · 3 + 3 个，第二层 3 · 3 + 3 个。第二层看不到数据点，只看到第一层的结果。',
    },
  },
  4: {
    query: 'data=sine&noise=0&heldOut=0&hidden=8,8&activation=linear&at=300',
    against: 'data=sine&noise=0&heldOut=0&hidden=8,8&activation=relu',
    answer: 0,
    title: { en: 'Why activations', zh: '为什么需要激活函数' },
    question: {
      en: 'Two layers of 8 neurons without an activation. In how many places can their curve bend?',
      zh: '两层各 8 个神经元，没有激活函数。它的曲线能在几处弯曲？',
    },
    reason: {
      en: 'A weighted sum of straight lines is a straight line, however many layers. Run A has ReLU: each neuron adds a bend.',
      zh: '直线的加权和仍是直线，层数再多也一样。训练 A 使用 ReLU：每个神经元增加一处弯曲。',
    },
  },
  5: {
    query: TINY,
    asked: { page: 'loss', layer: 1, line: 'mean', sample: 7, way: [0, 0, 0] },
    answer: 1.0986104,
    title: { en: 'Loss', zh: '损失' },
    question: {
      en: 'Three classes, and a network that knows nothing: each gets about a third. What is the mean of −log(share)?',
      zh: '三个类别，网络一无所知：每类约得三分之一。−log(份额) 的平均值是多少？',
    },
    reason: { en: 'About log 3, the price of guessing among three.', zh: '约为 log 3：在三类中猜测的代价。' },
  },
  6: {
    query: 'data=vertical&heldOut=0&hidden=none',
    answer: 33.3,
    title: { en: 'Luck', zh: '运气' },
    question: {
      en: 'Three classes of equally many points, weights drawn by chance. How many percent are right by luck, on the mean of many draws?',
      zh: '三个类别，点数相同，权重随机抽取。多次抽取平均下来，凭运气答对百分之几？',
    },
    reason: {
      en: 'A third. Another seed is another draw: some are luckier, none is good. Play: a gradient knows which way to go.',
      zh: '三分之一。换个种子就是重新抽取：有的运气好些，但都不够好。请按“开始”：梯度知道该往哪边走。',
    },
  },
  7: {
    query: 'data=sine&samples=10&noise=0&heldOut=0&hidden=none&optimizer=sgd&rate=0.5',
    asked: { page: 'newWeight', layer: 0, line: 'value', sample: 0, way: [0, 0] },
    answer: 1.63,
    title: { en: 'Downhill', zh: '下坡' },
    question: {
      en: 'One weight. Its slope is given; the rate is 0.5. Where is the weight after the step?',
      zh: '只有一个权重。斜率已给出，学习率为 0.5。走一步之后，权重是多少？',
    },
    reason: {
      en: 'Against the slope: down, when the loss grows with the weight. With a rate of 10, what happens?',
      zh: '与斜率相反：若损失随权重增大，就往下走。学习率为 10 时会怎样？',
    },
  },
  8: {
    query: `${TINY}&at=40`,
    asked: { page: 'dinputs', layer: 1, line: 'dinput', sample: 7, way: [0, 0, 0] },
    answer: -0.00208,
    title: { en: 'The chain rule', zh: '链式法则' },
    question: {
      en: 'Neuron 0 feeds three neurons. Each sends a slope back through its weight. What arrives?',
      zh: '神经元 0 输出给三个神经元，每个都经由权重传回一个斜率。到达的是多少？',
    },
    reason: {
      en: 'Along a way slopes are multiplied, and where ways meet they add up.',
      zh: '沿着一条路径，斜率相乘；路径会合处，斜率相加。',
    },
  },
  9: {
    query: TINY,
    asked: { page: 'slope', layer: 1, line: 'slope', sample: 7, way: [0, 0, 0] },
    answer: -0.00222,
    title: { en: 'Backpropagation', zh: '反向传播' },
    question: {
      en: 'Point 7 is of class A, which gets a share of 0.333. There are 300 points. What is the first slope?',
      zh: '7 号点属于类别 A，所得份额为 0.333，共 300 个点。第一个斜率是多少？',
    },
    reason: {
      en: '(share − wanted) / N: below 0, so that a step raises the total. Go on with N, layer by layer.',
      zh: '(份额 − 目标) / N：小于 0，走一步会使合计上升。按 N 键逐层继续。',
    },
  },
  10: {
    query: 'heldOut=0&hidden=64&initializer=book&rate=0.05&decay=5e-7&at=300',
    against: 'heldOut=0&hidden=64&initializer=book&optimizer=sgd&rate=1',
    answer: 'B',
    title: { en: 'Optimizers', zh: '优化器' },
    question: {
      en: 'The same start, 300 epochs: run A is SGD with a rate of 1, run B Adam with 0.05. Which has the lower loss?',
      zh: '起点相同，各 300 轮：训练 A 为学习率 1 的 SGD，训练 B 为 0.05 的 Adam。哪个损失更低？',
    },
    reason: {
      en: 'Adam measures each step by the gradients that the weight has seen. Look at its momentum and cache in the arithmetic.',
      zh: 'Adam 用权重所见过的梯度来衡量每一步。请在计算过程中看它的动量和缓存。',
    },
  },
  11: {
    query: 'samples=20&heldOut=0.5&hidden=64,64&at=400',
    answer: 'B',
    title: { en: 'Points held out', zh: '留出的点' },
    question: {
      en: 'Few points, many neurons. Which loss is the larger at the end: A of training, B of the points held out?',
      zh: '点少而神经元多。最后哪个损失更大：A 训练，B 留出的点？',
    },
    reason: {
      en: 'It has learnt its points by heart. The second curve says when that began.',
      zh: '它把训练点背了下来。第二条曲线告诉我们从何时开始。',
    },
  },
  12: {
    query: 'hidden=32&at=100',
    answer: 60,
    title: { en: 'Validation', zh: '验证' },
    question: {
      en: '100 points of each of three classes, a fifth of them held out. How many points never have a part in a gradient?',
      zh: '三个类别各 100 个点，留出五分之一。有多少个点从不参与梯度的计算？',
    },
    reason: {
      en: 'Settings may be chosen by what these 60 say. What is chosen is then tested on points that had no say at all.',
      zh: '可以根据这 60 个点的结果选择设置。选定之后，再用从未参与选择的点来测试。',
    },
  },
  13: {
    query: 'data=digits',
    answer: 0.25,
    title: { en: 'The data for training', zh: '训练数据' },
    question: {
      en: 'A pixel of these digits counts dots of ink, 0 to 16. The network is given numbers from 0 to 1. What is it given for 4 dots?',
      zh: '这些数字图片的每个像素记录墨点数，0 到 16。网络得到的是 0 到 1 的数。4 个墨点对应多少？',
    },
    reason: {
      en: 'Divided by 16: inputs of like size let one rate suit all weights. What is drawn on the sheet goes the very same way.',
      zh: '除以 16：输入大小相近，同一个学习率才适合所有权重。画板上画的内容也经过完全相同的处理。',
    },
  },
  14: {
    query: 'samples=30&hidden=32&l2=0.01&at=300',
    against: 'samples=30&hidden=32',
    answer: 'A',
    title: { en: 'Penalties', zh: '惩罚' },
    question: {
      en: 'Run B pays for the squares of its weights, run A does not. Which has the larger lead between its classes on the map?',
      zh: '训练 B 要为权重的平方付出代价，训练 A 不用。哪个在图上各类之间的差距更大？',
    },
    reason: {
      en: 'Small weights mean a gentle slope. In the arithmetic, see how the penalty pulls each gradient.',
      zh: '权重小，坡度就缓。请在计算过程中看惩罚怎样拉动每个梯度。',
    },
  },
  15: {
    query: 'hidden=16&dropout=0.5',
    answer: 2,
    title: { en: 'Dropout', zh: '随机失活' },
    question: {
      en: 'Half of the neurons are switched off in each step. By what are the others multiplied?',
      zh: '每一步有一半神经元被关闭。其余的乘以多少？',
    },
    reason: {
      en: '1 / (1 − 0.5), so that the sum stays what it is on the mean, and nothing is to be done when it answers.',
      zh: '1 / (1 − 0.5)，使总和的平均值不变，回答时便无需处理。',
    },
  },
  16: {
    query: 'data=moons&hidden=8&at=100',
    asked: { page: 'softmax', layer: 1, line: 'share', sample: 20, way: [0, 0, 0] },
    answer: 0.943,
    title: { en: 'Two classes', zh: '两个类别' },
    question: {
      en: 'Of two classes the share of A is the sigmoid of how far its output is ahead, 1 / (1 + exp(B − A)). What is it for point 20?',
      zh: '只有两个类别时，A 的份额就是两个输出之差的 sigmoid：1 / (1 + exp(B − A))。对 20 号点是多少？',
    },
    reason: {
      en: 'Softmax of two outputs and sigmoid of their difference are one: a single output is enough for two classes.',
      zh: '两个输出的 softmax 与其差的 sigmoid 是一回事：两个类别只需一个输出。',
    },
  },
  17: {
    query: 'data=sine&noise=0&heldOut=0&hidden=8,8&at=20',
    asked: { page: 'loss', layer: 2, line: 'squared', sample: 30, way: [0, 0, 0, 0] },
    answer: 0.231,
    title: { en: 'Regression', zh: '回归' },
    question: {
      en: 'Target and answer of point 30 are given. What does the answer cost?',
      zh: '已给出 30 号点的目标和回答。这个回答的代价是多少？',
    },
    reason: {
      en: 'The square of the distance: twice as far off costs four times as much.',
      zh: '距离的平方：偏差加倍，代价为四倍。',
    },
  },
  18: {
    query: 'batch=32&shuffle=yes',
    answer: 8,
    title: { en: 'Batches', zh: '批' },
    question: {
      en: '300 points, a fifth held out, 32 in a batch. How many steps does an epoch take?',
      zh: '300 个点，留出五分之一，每批 32 个。一轮有多少步？',
    },
    reason: { en: '240 / 32 is 7.5: the last batch is half full.', zh: '240 / 32 = 7.5：最后一批只有一半。' },
  },
  19: {
    query: 'heldOut=0&batch=100',
    against: 'heldOut=0&batch=100&shuffle=yes',
    answer: 1,
    title: { en: 'In which order', zh: '按什么顺序' },
    question: {
      en: 'The spirals come one after the other, 100 points each, and are not shuffled. How many classes does a batch of 100 see?',
      zh: '螺旋一条接一条，各 100 个点，没有打乱。100 个点的一批能看到几个类别？',
    },
    reason: {
      en: 'Each step forgets the other classes. Play: run A shuffles.',
      zh: '每一步都忘记其他类别。请按“开始”：训练 A 会打乱顺序。',
    },
  },
  20: {
    query: 'batch=32&shuffle=yes&at=200',
    answer: 0,
    title: { en: 'Evaluation', zh: '评估' },
    question: {
      en: 'Loss and accuracy of the points held out are worked out after each epoch. How many weights does that move?',
      zh: '每轮之后都会计算留出点的损失和准确率。这会改变多少个权重？',
    },
    reason: {
      en: 'None: it only goes forward, with no dropout and no gradient. See below which class was taken for which.',
      zh: '一个也不改变：只做前向计算，没有随机失活，也没有梯度。请在下面看哪个类别被当成了哪个。',
    },
  },
  21: {
    query: '',
    answer: 693,
    title: { en: 'Saving a model', zh: '保存模型' },
    question: {
      en: '2-12-12-3 has 231 parameters, and Adam remembers two numbers for each. How many are kept so that training can go on?',
      zh: '2-12-12-3 有 231 个参数，Adam 为每个参数记住两个数。为了能继续训练，要保存多少个数？',
    },
    reason: {
      en: 'Three times as many. That is what Export, Model holds, and what each step back in time is made from.',
      zh: '三倍。这就是“导出模型”的内容，也是每次回到过去的依据。',
    },
  },
  22: {
    query: 'hidden=16,16&at=400',
    asked: { page: 'softmax', layer: 2, line: 'share', sample: 7, way: [0, 0, 0, 0] },
    answer: 0.882,
    title: { en: 'Predicting', zh: '预测' },
    question: {
      en: 'Powers and their sum are given for point 7. How sure is the network that it is of class A?',
      zh: '已给出 7 号点的指数及其和。网络有多确信它属于类别 A？',
    },
    reason: {
      en: 'A share of the whole. It is no promise: look at a cross on the map.',
      zh: '总和中的份额。它不是保证：看看图上的叉号。',
    },
  },
};

/** Whether an answer is right: a letter, or a number to within two percent. */
export function isRight(text: string, answer: number | string): boolean {
  const given = text.trim();
  if (typeof answer === 'string') return given.toUpperCase() === answer;
  const value = Number(given.replace('−', '-').replace(',', '.'));
  return given !== '' && Math.abs(value - answer) <= 0.02 * Math.abs(answer);
}
