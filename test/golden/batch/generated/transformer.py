# transformer.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
ids = torch.tensor([
    [17, 12, 7], [11, 16, 5], [0, 13, 8], [0, 8, 6], [0, 14, 9], [0, 0, 10], [0, 0, 0], [0, 0, 0],
], dtype=torch.int32)
mask = torch.tensor([
    [True, True, True], [True, True, True], [False, True, True], [False, True, True], [False, True, True],
    [False, False, True], [False, False, False], [False, False, False],
], dtype=torch.bool)
labels = torch.tensor([0, 0, 1], dtype=torch.int32)
constant = torch.tensor([
    [0, 1, 0, 1], [0.84147096, 0.5403023, 0.009999833, 0.99995], [0.9092974, -0.41614684, 0.019998666, 0.9998],
    [0.14112, -0.9899925, 0.029995501, 0.99955004], [-0.7568025, -0.6536436, 0.039989334, 0.9992001],
    [-0.9589243, 0.2836622, 0.04997917, 0.99875027], [-0.2794155, 0.96017027, 0.059964005, 0.99820054],
    [0.6569866, 0.75390226, 0.06994285, 0.997551], [0.98935825, -0.14550003, 0.0799147, 0.99680173],
    [0.4121185, -0.91113025, 0.08987855, 0.9959527], [-0.5440211, -0.8390715, 0.099833414, 0.9950042],
    [-0.9999902, 0.004425698, 0.1097783, 0.9939561], [-0.53657293, 0.84385395, 0.119712204, 0.99280864],
    [0.42016703, 0.9074468, 0.12963414, 0.9915619], [0.9906074, 0.13673721, 0.13954312, 0.990216],
    [0.65028787, -0.7596879, 0.14943813, 0.9887711], [-0.2879033, -0.9576595, 0.15931821, 0.98722726],
    [-0.96139747, -0.27516335, 0.16918235, 0.9855848], [-0.75098723, 0.6603167, 0.17902957, 0.9838437],
    [0.1498772, 0.9887046, 0.1888589, 0.9820042], [0.9129453, 0.40808207, 0.19866933, 0.9800666],
    [0.8366556, -0.54772925, 0.2084599, 0.9780309], [-0.008851309, -0.99996084, 0.21822962, 0.97589743],
    [-0.84622043, -0.53283304, 0.22797753, 0.97366637], [-0.9055784, 0.42417902, 0.23770262, 0.971338],
    [-0.13235176, 0.99120283, 0.24740396, 0.9689124], [0.76255846, 0.6469193, 0.25708055, 0.96638995],
    [0.95637596, -0.29213881, 0.26673144, 0.9637709], [0.2709058, -0.9626059, 0.27635565, 0.96105546],
    [-0.6636339, -0.74805754, 0.2859522, 0.95824385], [-0.9880316, 0.15425146, 0.29552022, 0.9553365],
    [-0.40403765, 0.91474235, 0.30505863, 0.95233357], [0.5514267, 0.8342234, 0.31456655, 0.94923544],
    [0.99991184, -0.013276747, 0.32404304, 0.94604236], [0.5290827, -0.8485703, 0.3334871, 0.9427547],
    [-0.42818266, -0.9036922, 0.3428978, 0.9393727], [-0.99177885, -0.12796369, 0.35227424, 0.9358968],
    [-0.6435381, 0.76541406, 0.36161542, 0.93232733], [0.29636857, 0.95507365, 0.37092048, 0.9286646],
    [0.96379536, 0.26664293, 0.3801884, 0.92490906], [0.74511313, -0.66693807, 0.38941833, 0.921061],
    [-0.15862267, -0.98733926, 0.39860934, 0.9171208], [-0.91652155, -0.3999853, 0.40776044, 0.9130889],
    [-0.8317748, 0.5551133, 0.4168708, 0.90896577], [0.017701926, 0.9998433, 0.42593947, 0.90475166],
    [0.8509035, 0.52532196, 0.43496552, 0.90044713], [0.90178835, -0.43217793, 0.44394812, 0.8960525],
    [0.123573124, -0.9923355, 0.45288628, 0.8915683], [-0.76825464, -0.64014435, 0.46177918, 0.8869949],
    [-0.95375264, 0.30059254, 0.47062588, 0.88233286], [-0.26237485, 0.964966, 0.47942555, 0.87758255],
    [0.6702292, 0.7421542, 0.48817724, 0.8727445], [0.9866276, -0.16299078, 0.49688014, 0.8678192],
    [0.39592516, -0.9182828, 0.50553334, 0.8628071], [-0.5587891, -0.8293098, 0.514136, 0.8577087],
    [-0.99975514, 0.022126757, 0.52268726, 0.8525245], [-0.521551, 0.8532201, 0.5311862, 0.8472551],
    [0.43616477, 0.8998668, 0.539632, 0.841901], [0.99287266, 0.119180135, 0.54802394, 0.8364627],
    [0.636738, -0.7710802, 0.556361, 0.83094066], [-0.3048106, -0.95241296, 0.5646425, 0.8253356],
    [-0.9661178, -0.25810164, 0.57286745, 0.819648], [-0.7391807, 0.67350715, 0.58103514, 0.8138785],
    [0.1673557, 0.9858966, 0.58914477, 0.8080275], [0.92002606, 0.39185724, 0.59719545, 0.8020958],
    [0.82682866, -0.56245387, 0.6051864, 0.7960838], [-0.026551154, -0.99964744, 0.61311686, 0.7899922],
    [-0.85551995, -0.5177698, 0.620986, 0.78382164], [-0.8979277, 0.44014302, 0.628793, 0.7775727],
    [-0.114784814, 0.9933904, 0.6365372, 0.771246], [0.7738907, 0.6333192, 0.64421767, 0.7648422],
    [0.95105463, -0.30902272, 0.6518338, 0.7583619], [0.25382337, -0.9672506, 0.65938467, 0.7518057],
    [-0.67677194, -0.7361927, 0.66686964, 0.7451744], [-0.9851463, 0.17171735, 0.6742879, 0.7384686],
    [-0.38778165, 0.92175126, 0.6816388, 0.73168886], [0.56610763, 0.82433134, 0.68892145, 0.724836],
    [0.9995202, -0.030975033, 0.6961352, 0.71791065], [0.5139785, -0.8578031, 0.70327944, 0.71091354],
    [-0.44411266, -0.89597094, 0.71035326, 0.7038453], [-0.9938887, -0.11038724, 0.7173561, 0.6967067],
    [-0.629888, 0.77668595, 0.72428715, 0.6894984], [0.3132288, 0.9496777, 0.73114586, 0.68222123],
    [0.9683645, 0.24954012, 0.7379314, 0.67487574], [0.7331903, -0.6800235, 0.7446431, 0.6674628],
    [-0.17607562, -0.98437667, 0.7512804, 0.65998316], [-0.92345846, -0.38369843, 0.75784254, 0.65243745],
    [-0.8218178, 0.5697503, 0.76432896, 0.64482653], [0.035398304, 0.99937326, 0.7707389, 0.6371511],
    [0.8600694, 0.510177, 0.7770718, 0.62941206], [0.89399666, -0.44807363, 0.7833269, 0.62161],
    [0.10598751, -0.9943675, 0.78950375, 0.61374575], [-0.7794661, -0.62644446, 0.7956016, 0.6058202],
    [-0.9482821, 0.3174287, 0.80161995, 0.597834], [-0.24525198, 0.96945935, 0.8075581, 0.589788],
    [0.6832617, 0.7301736, 0.8134155, 0.5816831], [0.98358774, -0.18043044, 0.8191916, 0.57352],
    [0.37960774, -0.92514753, 0.8248857, 0.5652995], [-0.5733819, -0.81928825, 0.8304974, 0.5570226],
    [-0.99920684, 0.03982088, 0.83602595, 0.54868984], [-0.50636566, 0.8623189, 0.84147096, 0.5403023],
    [0.4520258, 0.89200485, 0.84683186, 0.5318607], [0.9948268, 0.1015857, 0.852108, 0.523366],
    [0.62298864, -0.7822309, 0.857299, 0.51481885], [-0.3216224, -0.946868, 0.8624042, 0.5062203],
    [-0.9705353, -0.24095905, 0.86742324, 0.49757105], [-0.7271425, 0.68648654, 0.87235546, 0.48887208],
    [0.18478175, 0.98277956, 0.8772005, 0.48012424], [0.9268185, 0.3755096, 0.8819578, 0.47132838],
    [0.8167426, -0.57700217, 0.8866269, 0.46248537], [-0.044242676, -0.9990208, 0.89120734, 0.45359612],
    [-0.8645514, -0.50254434, 0.89569867, 0.44466153], [-0.8899956, 0.4559691, 0.90010047, 0.43568245],
    [-0.09718191, 0.9952666, 0.9044122, 0.42665982], [0.7849804, 0.6195206, 0.9086335, 0.4175945],
    [0.94543535, -0.3258098, 0.91276395, 0.40848744], [0.23666139, -0.9715922, 0.9168031, 0.39933953],
    [-0.6896979, -0.7240972, 0.9207506, 0.39015168], [-0.9819522, 0.18912943, 0.924606, 0.38092482],
    [-0.3714041, 0.9284713, 0.928369, 0.37165987], [0.58061117, 0.81418097, 0.9320391, 0.36235777],
    [0.99881524, -0.04866361, 0.935616, 0.3530194], [0.49871317, -0.8667671, 0.9390994, 0.34364575],
    [-0.45990348, -0.8879689, 0.9424888, 0.33423772], [-0.995687, -0.0927762, 0.945784, 0.3247963],
    [-0.61604047, 0.78771454, 0.9489846, 0.31532237], [0.32999083, 0.94398415, 0.9520903, 0.30581692],
    [0.9726301, 0.2323591, 0.95510083, 0.29628086], [0.7210377, -0.6928958, 0.95801586, 0.2867152],
    [-0.1934734, -0.9811055, 0.96083504, 0.2771209], [-0.9301059, -0.36729133, 0.9635582, 0.26749882],
    [-0.81160337, 0.58420885, 0.966185, 0.25785002], [0.053083587, 0.99859005, 0.9687151, 0.24817546],
    [0.86896574, 0.4948722, 0.9711484, 0.23847605], [0.8859248, -0.46382886, 0.9734845, 0.2287528],
    [0.088368684, -0.99608785, 0.9757234, 0.21900669], [-0.7904332, -0.61254823, 0.9778646, 0.20923866],
    [-0.9425145, 0.3341654, 0.97990805, 0.19944972], [-0.22805226, 0.9736489, 0.98185354, 0.18964083],
    [0.69608015, 0.7179641, 0.9837008, 0.17981298], [0.9802396, -0.19781357, 0.98544973, 0.16996714],
    [0.36317137, -0.93172234, 0.9871001, 0.1601043], [-0.587795, -0.8090099, 0.98865175, 0.15022548],
    [-0.9983454, 0.057502527, 0.99010456, 0.14033161], [-0.4910216, 0.8711474, 0.99145836, 0.13042371],
    [0.46774516, 0.8838634, 0.992713, 0.12050277], [0.9964692, 0.08395944, 0.99386835, 0.11056978],
    [0.609044, -0.7931364, 0.99492437, 0.10062573], [-0.3383334, -0.94102633, 0.99588084, 0.09067162],
    [-0.97464865, -0.22374095, 0.9967378, 0.08070845], [-0.7148764, 0.6992508, 0.997495, 0.0707372],
    [0.20214988, 0.9793546, 0.9981525, 0.06075888], [0.9333205, 0.35904428, 0.99871016, 0.050774485],
    [0.8064006, -0.5913697, 0.9991679, 0.04078501], [-0.061920337, -0.9980811, 0.99952585, 0.03079146],
    [-0.873312, -0.48716134, 0.99978375, 0.020794827], [-0.8817846, 0.4716523, 0.9999417, 0.010796117],
    [-0.079548545, 0.996831, 0.9999997, 0.0007963267], [0.7958241, 0.6055279, 0.9999576, -0.009203543],
    [0.9395197, -0.3424948, 0.99981564, -0.019202493], [0.21942526, -0.9756293, 0.9995736, -0.029199522],
    [-0.7024078, -0.71177477, 0.99923164, -0.03919363], [-0.97845036, 0.20648223, 0.9987897, -0.049183823],
    [-0.35491017, 0.9349004, 0.998248, -0.059169095], [0.5949328, 0.8037755, 0.9976064, -0.06914845],
    [0.99779725, -0.06633694, 0.99686503, -0.07912089], [0.48329157, -0.87545943, 0.996024, -0.089085415],
    [-0.47555017, -0.8796886, 0.99508333, -0.09904104], [-0.9971733, -0.07513609, 0.99404323, -0.10898675],
    [-0.6019999, 0.7984962, 0.99290365, -0.11892157], [0.34664947, 0.9379948, 0.9916648, -0.1288445],
    [0.9765909, 0.21510527, 0.9903268, -0.13875453], [0.7086591, -0.705551, 0.98888975, -0.1486507],
    [-0.21081053, -0.97752696, 0.98735386, -0.158532], [-0.936462, -0.3507691, 0.9857192, -0.16839744],
    [-0.8011346, 0.5984842, 0.98398596, -0.17824605], [0.07075223, 0.9974939, 0.9821543, -0.18807684],
    [0.87758976, 0.47941232, 0.9802245, -0.19788882], [0.87757534, -0.47943875, 0.9781966, -0.207681],
    [0.07072217, -0.99749607, 0.97607094, -0.21745242], [-0.80115265, -0.5984601, 0.9738476, -0.22720209],
    [-0.9364514, 0.35079736, 0.971527, -0.23692904], [-0.21078107, 0.9775333, 0.9691091, -0.24663231],
    [0.7086804, 0.70552963, 0.9665944, -0.2563109], [0.9765844, -0.21513471, 0.963983, -0.26596388],
    [0.3466212, -0.9380052, 0.9612752, -0.27559024], [-0.60202396, -0.79847807, 0.9584713, -0.28518906],
    [-0.99717104, 0.07516615, 0.95557153, -0.29475936], [-0.47552368, 0.8797029, 0.9525762, -0.30430016],
    [0.48331794, 0.8754449, 0.9494856, -0.31381056], [0.9977993, 0.06630686, 0.9463001, -0.32328957],
    [0.59490854, -0.8037934, 0.9430199, -0.33273625], [-0.35493836, -0.93488973, 0.93964547, -0.34214965],
    [-0.97845656, -0.20645273, 0.9361771, -0.35152885], [-0.7023863, 0.7117959, 0.93261504, -0.3608729],
    [0.21945466, 0.9756227, 0.9289597, -0.37018085], [0.9395301, 0.34246644, 0.92521155, -0.37945175],
    [0.7958059, -0.60555184, 0.9213708, -0.38868475], [-0.07957859, -0.9968286, 0.917438, -0.3978789],
    [-0.88179886, -0.47162572, 0.91341335, -0.4070332], [-0.8732973, 0.48718768, 0.9092974, -0.41614684],
    [-0.061890252, 0.99808294, 0.9050906, -0.42521885], [0.8064184, 0.59134537, 0.9007932, -0.43424836],
    [0.9333097, -0.35907242, 0.89640576, -0.4432344], [0.20212036, -0.9793607, 0.8919287, -0.45217615],
    [-0.7148975, -0.69922924, 0.88736236, -0.46107268], [-0.9746419, 0.22377034, 0.88270736, -0.4699231],
    [-0.33830503, 0.9410365, 0.8779641, -0.47872654], [0.6090679, 0.79311806, 0.873133, -0.4874821],
    [0.99646664, -0.08398947, 0.8682146, -0.4961889], [0.4677185, -0.88387746, 0.86320937, -0.5048461],
    [-0.49104786, -0.8711326, 0.8581178, -0.5134528], [-0.9983471, -0.05747243, 0.8529405, -0.5220082],
    [-0.58777064, 0.8090276, 0.8476778, -0.5305113], [0.36319944, 0.93171144, 0.84233046, -0.53896147],
    [0.98024565, 0.19778402, 0.8368988, -0.5473577], [0.6960585, -0.7179851, 0.83138347, -0.55569917],
    [-0.22808161, -0.973642, 0.825785, -0.56398505], [-0.94252455, -0.33413696, 0.82010394, -0.57221454],
    [-0.79041475, 0.6125721, 0.8143409, -0.5803869], [0.08839871, 0.99608517, 0.8084964, -0.5885011],
    [0.8859388, 0.46380216, 0.80257106, -0.59655654], [0.86895084, -0.4948984, 0.7965655, -0.60455227],
    [0.053053487, -0.99859166, 0.7904802, -0.61248755], [-0.811621, -0.58418435, 0.78431594, -0.6203616],
    [-0.9300949, 0.36731938, 0.7780732, -0.62817365], [-0.19344382, 0.98111135, 0.77175266, -0.6359228],
    [0.7210586, 0.6928741, 0.76535493, -0.6436084], [0.97262305, -0.23238842, 0.75888073, -0.6512297],
    [0.32996237, -0.9439941, 0.7523306, -0.65878576], [-0.6160642, -0.78769594, 0.7457052, -0.66627604],
    [-0.9956842, 0.09280622, 0.73900527, -0.6736996], [-0.45987672, 0.8879828, 0.73223144, -0.6810559],
    [0.49873927, 0.866752, 0.7253844, -0.688344], [0.99881667, 0.0486335, 0.7184648, -0.6955633],
    [0.5805866, -0.8141985, 0.71147335, -0.7027131], [-0.3714321, -0.9284601, 0.7044108, -0.70979255],
    [-0.98195785, -0.18909982, 0.6972777, -0.71680105], [-0.6896761, 0.724118, 0.690075, -0.7237379],
    [0.23669069, 0.97158504, 0.6828032, -0.7306023], [0.9454452, 0.32578132, 0.6754632, -0.73739374],
    [0.7849617, -0.61954427, 0.6680556, -0.74411136], [-0.097211905, -0.9952637, 0.6605812, -0.7507546],
    [-0.89000934, -0.45594227, 0.65304077, -0.7573228], [-0.8645363, 0.5025704, 0.645435, -0.7638152],
    [-0.044212565, 0.9990221, 0.6377647, -0.77023125], [0.81676, 0.57697755, 0.63003063, -0.77657026],
    [0.92680717, -0.37553754, 0.62223357, -0.78283167], [0.18475212, -0.98278517, 0.6143743, -0.78901476],
    [-0.7271632, -0.6864646, 0.60645354, -0.7951189], [-0.970528, 0.2409883, 0.5984721, -0.8011436],
    [-0.32159385, 0.9468777, 0.5904309, -0.8070882], [0.6230122, 0.78221214, 0.58233064, -0.81295204],
    [0.99482375, -0.10161569, 0.57417214, -0.8187346], [0.4519989, -0.8920185, 0.56595623, -0.8244353],
    [-0.50639164, -0.8623036, 0.5576837, -0.8300535],
], dtype=torch.float32)
time = ids.shape[0]
batch = ids.shape[1]
p = {
    "embedding.weight": torch.tensor([
        [0, 0, 0, 0], [0.20362046, -0.67699486, -0.5184975, 0.4831347],
        [-0.2547459, 0.59388924, -0.25140104, -0.60125434], [0.091947146, -0.0407579, -0.1679501, -0.094168685],
        [0.430669, -0.98408663, -1.1878964, -0.25576463], [1.2077148, 0.9771207, -0.22222914, 0.30089346],
        [-0.29029214, 0.9049346, -0.00887169, 0.57743764], [-0.45171583, 0.18777472, 0.045282576, -0.36120355],
        [0.20770927, 0.26297855, 0.8178314, -0.4644942], [0.14516047, 0.2753004, 0.13418515, -0.07499872],
        [-0.3745705, -0.3160304, -0.52672756, -0.050591752], [0.307759, -0.1098609, -0.07422207, -0.39487836],
        [-0.056504916, -0.22274746, -0.40061668, 0.7691029], [0.18152797, 0.454021, -0.9082637, -0.13525496],
        [0.798116, -0.43097508, -0.14053695, 0.34041995], [-0.5062785, -0.24400447, 1.0851353, -0.29154906],
        [1.5768334, -1.0019783, 0.15326026, -0.8218416], [-0.0655775, -0.53273314, 0.20994277, -0.59319305],
    ], dtype=torch.float32),
    "layers.0.self_attn.in_proj_weight": torch.tensor([
        [-0.53576106, -0.26168758, 0.20125312, 0.08450993], [0.28899488, 0.026470253, -0.5251444, -0.49510932],
        [0.46269336, 0.15866321, 0.47991562, 0.5672393], [-0.12751426, -0.491387, 0.37255576, 0.2819059],
        [-0.09975037, -0.061811958, -0.33469346, 0.576919], [-0.5497042, -0.5081903, 0.5077015, 0.53893524],
        [0.14791712, 0.15849192, 0.31613126, -0.09676946], [0.2886229, -0.11490743, 0.21256545, -0.15963522],
        [0.28665635, 0.16937605, -0.07279118, -0.4659616], [0.09411901, -0.14700535, -0.16353759, 0.06670303],
        [-0.33293527, 0.044703092, -0.22834456, 0.4990615], [-0.020650547, 0.36142832, -0.5282183, -0.5532596],
    ], dtype=torch.float32),
    "layers.0.self_attn.in_proj_bias": torch.zeros((12,)),
    "layers.0.self_attn.out_proj.weight": torch.tensor([
        [0.32742545, -0.44555062, 0.4812009, -0.3185825], [-0.3899133, -0.44603324, -0.21679436, -0.109264106],
        [-0.25216848, 0.3199206, 0.049071364, 0.21605073], [0.056207538, -0.16447175, 0.18504313, -0.30370897],
    ], dtype=torch.float32),
    "layers.0.self_attn.out_proj.bias": torch.zeros((4,)),
    "layers.0.linear1.weight": torch.tensor([
        [-0.056831792, 0.47322384, -0.31048977, 0.25264508], [-0.1926515, 0.3991741, -0.12365285, -0.22476712],
        [0.36813977, -0.04957656, -0.4525326, 0.3534015], [-0.48516232, 0.10731111, 0.31033307, 0.44578475],
        [-0.12684953, 0.12499328, -0.107405014, 0.38946748], [-0.06452135, 0.16170941, 0.30065155, 0.30548915],
    ], dtype=torch.float32),
    "layers.0.linear1.bias": torch.tensor([-0.35983425, 0.093036614, 0.006562554, -0.06771861, -0.30682418, 0.07617696], dtype=torch.float32),
    "layers.0.linear2.weight": torch.tensor([
        [0.11368517, 0.36061555, 0.021617638, -0.14064077, 0.2962011, -0.09367788],
        [0.1900879, -0.14608614, -0.29558656, -0.40332404, -0.029985124, 0.2654264],
        [-0.1071677, -0.17729835, 0.33978078, 0.17431602, 0.2660739, -0.39480972],
        [-0.29623806, -0.26526192, 0.34932232, 0.04803747, 0.16047399, 0.16198431],
    ], dtype=torch.float32),
    "layers.0.linear2.bias": torch.tensor([-0.097584754, -0.09923185, -0.1259926, -0.06381291], dtype=torch.float32),
    "layers.0.norm1.weight": torch.tensor([1, 1, 1, 1], dtype=torch.float32),
    "layers.0.norm1.bias": torch.zeros((4,)),
    "layers.0.norm2.weight": torch.tensor([1, 1, 1, 1], dtype=torch.float32),
    "layers.0.norm2.bias": torch.zeros((4,)),
    "norm.weight": torch.tensor([1, 1, 1, 1], dtype=torch.float32),
    "norm.bias": torch.zeros((4,)),
    "output.weight": torch.tensor([
        [0.17033678, 0.37186342, 0.07425296, 0.4349268], [0.2734227, -0.19592758, 0.42500156, -0.052043755],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([0.28140002, -0.26172668], dtype=torch.float32),
}
state = {
    "mean.embedding.weight": torch.zeros((18, 4)),
    "mean.layers.0.self_attn.in_proj_weight": torch.zeros((12, 4)),
    "mean.layers.0.self_attn.in_proj_bias": torch.zeros((12,)),
    "mean.layers.0.self_attn.out_proj.weight": torch.zeros((4, 4)),
    "mean.layers.0.self_attn.out_proj.bias": torch.zeros((4,)),
    "mean.layers.0.linear1.weight": torch.zeros((6, 4)),
    "mean.layers.0.linear1.bias": torch.zeros((6,)),
    "mean.layers.0.linear2.weight": torch.zeros((4, 6)),
    "mean.layers.0.linear2.bias": torch.zeros((4,)),
    "mean.layers.0.norm1.weight": torch.zeros((4,)),
    "mean.layers.0.norm1.bias": torch.zeros((4,)),
    "mean.layers.0.norm2.weight": torch.zeros((4,)),
    "mean.layers.0.norm2.bias": torch.zeros((4,)),
    "mean.norm.weight": torch.zeros((4,)),
    "mean.norm.bias": torch.zeros((4,)),
    "mean.output.weight": torch.zeros((2, 4)),
    "mean.output.bias": torch.zeros((2,)),
    "squares.embedding.weight": torch.zeros((18, 4)),
    "squares.layers.0.self_attn.in_proj_weight": torch.zeros((12, 4)),
    "squares.layers.0.self_attn.in_proj_bias": torch.zeros((12,)),
    "squares.layers.0.self_attn.out_proj.weight": torch.zeros((4, 4)),
    "squares.layers.0.self_attn.out_proj.bias": torch.zeros((4,)),
    "squares.layers.0.linear1.weight": torch.zeros((6, 4)),
    "squares.layers.0.linear1.bias": torch.zeros((6,)),
    "squares.layers.0.linear2.weight": torch.zeros((4, 6)),
    "squares.layers.0.linear2.bias": torch.zeros((4,)),
    "squares.layers.0.norm1.weight": torch.zeros((4,)),
    "squares.layers.0.norm1.bias": torch.zeros((4,)),
    "squares.layers.0.norm2.weight": torch.zeros((4,)),
    "squares.layers.0.norm2.bias": torch.zeros((4,)),
    "squares.norm.weight": torch.zeros((4,)),
    "squares.norm.bias": torch.zeros((4,)),
    "squares.output.weight": torch.zeros((2, 4)),
    "squares.output.bias": torch.zeros((2,)),
}
masks = {
    "embedding": torch.tensor([
        [[False, True, False, True], [True, False, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, False, True], [True, True, True, True], [True, True, False, True]],
        [[True, True, False, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, False, False, True]],
        [[True, True, True, True], [True, False, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
    ], dtype=torch.bool),
    "layer 0 weights": torch.tensor([
        [[[True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, False], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, False, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True]], [[True, True, True, True, True, True, True, True], [True, False, True, True, False, True, False, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, False, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, False, True], [True, True, True, True, True, True, True, True], [True, True, False, True, True, True, True, True]]],
        [[[True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, False, True, True, True], [True, True, True, True, True, True, True, True]], [[True, True, True, True, True, True, True, True], [False, True, True, True, False, True, True, True], [True, False, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, False, False, False], [True, True, True, False, False, True, True, True], [True, True, True, False, True, True, True, True], [True, True, True, True, True, True, True, True]]],
        [[[False, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, False, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [False, True, True, True, True, True, True, True], [False, True, True, True, True, True, True, True], [True, True, True, False, True, True, True, True]], [[True, True, True, True, True, True, True, True], [True, True, True, True, True, True, True, True], [True, True, True, True, True, True, False, True], [True, True, True, True, True, True, True, True], [True, True, True, False, True, True, False, True], [True, True, True, True, True, True, True, False], [True, True, True, True, True, True, False, True], [True, True, True, True, True, True, True, True]]],
    ], dtype=torch.bool),
    "layer 0 self": torch.tensor([
        [[True, False, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, False, True, True], [True, True, True, False]],
        [[True, True, True, True], [True, True, True, True], [False, True, True, False]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, False]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, False, True], [False, True, False, True]],
        [[False, False, True, False], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, False], [True, True, True, True], [True, True, False, True]],
    ], dtype=torch.bool),
    "layer 0 feed inner": torch.tensor([
        [[True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, False, True]],
        [[True, True, True, True, True, True], [True, False, True, True, True, True], [True, True, True, True, False, True]],
        [[True, True, False, True, True, True], [True, True, True, True, True, False], [True, True, True, True, True, True]],
        [[True, True, True, True, True, True], [True, True, True, True, False, True], [True, True, True, True, True, True]],
        [[True, False, True, True, True, True], [False, True, True, True, True, True], [True, True, False, True, True, True]],
        [[True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, True, True]],
        [[True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, False, True, True, True]],
        [[True, True, True, True, False, True], [True, True, True, True, True, True], [True, True, True, False, True, True]],
    ], dtype=torch.bool),
    "layer 0 feed": torch.tensor([
        [[True, True, True, True], [True, False, True, True], [True, False, True, True]],
        [[True, False, True, True], [True, False, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, False], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, True], [True, True, True, False]],
        [[True, True, True, False], [True, True, True, True], [False, True, False, False]],
    ], dtype=torch.bool),
    "pooled": torch.tensor([
        [True, True, True, True], [True, True, False, True], [True, True, True, True],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","layers.0.self_attn.in_proj_weight","layers.0.self_attn.in_proj_bias","layers.0.self_attn.out_proj.weight","layers.0.self_attn.out_proj.bias","layers.0.linear1.weight","layers.0.linear1.bias","layers.0.linear2.weight","layers.0.linear2.bias","layers.0.norm1.weight","layers.0.norm1.bias","layers.0.norm2.weight","layers.0.norm2.bias","norm.weight","norm.bias","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
embedding_placed = embedding * 2 + constant[:time].reshape((time, 1, 4))
show("embedding", embedding)
show("embedding_placed", embedding_placed)

# Self-attention 1
# From query, key and value to context in one call: F.scaled_dot_product_attention
mul = embedding_placed * (masks["embedding"].to(torch.float32) * 1.1111111111111112)
layer_norm = F.layer_norm(mul, (4,), p["layers.0.norm1.weight"], p["layers.0.norm1.bias"], eps=0.00001)
affine = F.linear(layer_norm, p["layers.0.self_attn.in_proj_weight"], p["layers.0.self_attn.in_proj_bias"])
part, part_2, part_3 = torch.split(affine.reshape((time, batch, 3, 2, 2)).permute(2, 1, 3, 0, 4), [1, 1, 1], dim=0)
self_attention0_query = part.reshape((batch, 2, time, 2))
self_attention0_key = part_2.reshape((batch, 2, time, 2))
self_attention0_scores = self_attention0_query @ self_attention0_key.mT * 0.7071067811865475
where = torch.where(mask, torch.tensor([0], dtype=torch.float32).reshape((1, 1)), torch.tensor([-1000000000], dtype=torch.float32).reshape((1, 1)))
self_attention0_masked_scores = self_attention0_scores + where.permute(1, 0).reshape((batch, 1, 1, time))
self_attention0_weights = F.softmax(self_attention0_masked_scores, dim=3)
self_attention0_value = part_3.reshape((batch, 2, time, 2))
mul_2 = self_attention0_weights * (masks["layer 0 weights"].to(torch.float32) * 1.1111111111111112)
self_attention0_context = mul_2 @ self_attention0_value
reshape = self_attention0_context.permute(2, 0, 1, 3).reshape((time, batch, 4))
affine_2 = F.linear(reshape, p["layers.0.self_attn.out_proj.weight"], p["layers.0.self_attn.out_proj.bias"])
mul_3 = affine_2 * (masks["layer 0 self"].to(torch.float32) * 1.1111111111111112)
self_attention0_attended = mul + mul_3
show("self_attention0_query", self_attention0_query)
show("self_attention0_key", self_attention0_key)
show("self_attention0_scores", self_attention0_scores)
show("self_attention0_masked_scores", self_attention0_masked_scores)
show("self_attention0_weights", self_attention0_weights)
show("self_attention0_value", self_attention0_value)
show("self_attention0_context", self_attention0_context)
show("self_attention0_attended", self_attention0_attended)

# Feed-forward 1
layer_norm_2 = F.layer_norm(self_attention0_attended, (4,), p["layers.0.norm2.weight"], p["layers.0.norm2.bias"], eps=0.00001)
affine_3 = F.linear(layer_norm_2, p["layers.0.linear1.weight"], p["layers.0.linear1.bias"])
feed_forward0_inner = F.relu(affine_3)
mul_4 = masks["layer 0 feed inner"].to(torch.float32) * 1.1111111111111112
affine_4 = F.linear(feed_forward0_inner * mul_4, p["layers.0.linear2.weight"], p["layers.0.linear2.bias"])
mul_5 = affine_4 * (masks["layer 0 feed"].to(torch.float32) * 1.1111111111111112)
feed_forward0_block = self_attention0_attended + mul_5
show("feed_forward0_inner", feed_forward0_inner)
show("feed_forward0_block", feed_forward0_block)

# Pooling
layer_norm_3 = F.layer_norm(feed_forward0_block, (4,), p["norm.weight"], p["norm.bias"], eps=0.00001)
cast = mask.reshape((time, batch, 1)).to(torch.float32)
pooled = (layer_norm_3 * cast).sum(0) / torch.maximum(cast.sum(0), torch.tensor(float(1)))
show("pooled", pooled)

# Output layer
mul_6 = pooled * (masks["pooled"].to(torch.float32) * 1.1111111111111112)
logits = F.linear(mul_6, p["output.weight"], p["output.bias"])
show("logits", logits)

# Loss
loss = F.cross_entropy(logits, labels.long(), reduction="none").sum() / batch
show("loss", loss)

# Gradients
loss.backward()
for name in trained:
    if p[name].grad is None:  # the loss does not depend on it
        p[name].grad = torch.zeros_like(p[name])
gradients = {name: p[name].grad for name in trained}
for name in trained:
    show(f"gradient of {name}", gradients[name])

# Update
torch.nn.utils.clip_grad_norm_([p[name] for name in trained], 1)
learning_rate = 0.01
shares = {"embedding.weight": 0.25, "layers.0.self_attn.in_proj_weight": 0.5, "layers.0.self_attn.in_proj_bias": 0.5, "layers.0.self_attn.out_proj.weight": 0.5, "layers.0.self_attn.out_proj.bias": 0.5, "layers.0.linear1.weight": 0.5, "layers.0.linear1.bias": 0.5, "layers.0.linear2.weight": 0.5, "layers.0.linear2.bias": 0.5, "layers.0.norm1.weight": 0.5, "layers.0.norm1.bias": 0.5, "layers.0.norm2.weight": 0.5, "layers.0.norm2.bias": 0.5, "norm.weight": 0.5, "norm.bias": 0.5}
optimizer = torch.optim.AdamW([{"params": [p[name]], "lr": learning_rate * shares.get(name, 1)} for name in trained], lr=learning_rate, betas=(0.9, 0.999), eps=0.001, weight_decay=0.1)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "exp_avg": state[f"mean.{name}"], "exp_avg_sq": state[f"squares.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
