// Clauses that ask nothing of anybody, though they sound like it: approvals, judgements, what others plan, what is wrong.
#pragma once

#include "reading/scan.h"

namespace luodi::reading {

/// "原则同意该方案": an approval asks nothing of anybody.
bool is_approval(View clause);

/// "要清醒看到", "也要看到": sees a state of things, asks for nothing.
bool only_sees(View behind_yao);

/// A sentence that weighs a matter: 至关重要, 意义重大.
bool weighs(View sentence);

/// Talk in the meeting itself: 由县司法局作辅导讲解, 县司法局负责同志领学, 负责同志参加活动; and who drew a paper up.
bool is_talk(View clause);

/// What matters for what: 保护是前提, 利用是手段, 配套设施是基础.
bool is_maxim(View clause);

/// "要让群众住得舒心，配套设施是基础": what is wished for, and what it needs; nobody is asked for anything.
bool is_condition(View demand);

/// A state of things: 县内现有学校19所, 尚有7所未达标, 假期将至, 持续少雨已致作物受旱.
bool tells_state(View clause);

/// Words of another paper, told and not said: 通知明确提出要…, 文件要求要….
bool is_quoted(View clause);

/// What somebody means to do: 县水务局将抢抓施工期, 届时群众将喝上放心水. Refused: 将 that takes an object,
/// 县财政局将资金纳入预算.
bool plans(View clause);

/// What others declared: 白羊镇负责人表示，将…. The meeting asks for nothing by it. Refused: 县长顾砚舟表示，要….
bool declares(View clause);

/// What is wrong, told before it is asked to be put right: 前期工作不深, 土地报批周期过长.
bool tells_problem(View clause);

}  // namespace luodi::reading
