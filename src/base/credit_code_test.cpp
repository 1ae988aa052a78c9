// Check characters against the vectors of the facts (five-above 5.1 to 5.3), made-up codes among them.
#include "base/credit_code.h"
#include "base/divisions.h"

#include <gtest/gtest.h>

namespace luodi {
namespace {

TEST(CreditCode, AcceptsTheStandardsVectorAndRefusesItsNeighbour) {
  EXPECT_TRUE(read_code("91350100M000100Y43").valid);
  EXPECT_FALSE(read_code("91350100M000100Y4Z").valid);
}

TEST(CreditCode, PlaceholdersAreNoIdentity) {
  for (const char* code : {"000000000000000000", "123456789012345678", "111111111111111111"}) {
    EXPECT_FALSE(read_code(code).valid) << code;
    EXPECT_EQ(valid_credit_code(code), "") << code;
  }
}

TEST(CreditCode, AcceptsMadeUpCodesWithTheEdgeCaseOfRemainderNought) {
  for (const char* code : {"91610723MA00000077", "92610723MA00000074", "91610723MA77631700"})
    EXPECT_TRUE(read_code(code).valid) << code;
  EXPECT_FALSE(read_code("91310115MA1G4L1WXK").valid);
}

TEST(CreditCode, FindsEverySingleChangeAndSwapOfNeighbours) {
  const std::string code = "91610723MA00000077";
  for (std::size_t i = 0; i < code.size(); ++i) {
    std::string changed = code;
    changed[i] = changed[i] == '3' ? '4' : '3';
    EXPECT_FALSE(read_code(changed).valid) << changed;
    if (i + 1 < code.size() && code[i] != code[i + 1]) {
      std::string swapped = code;
      std::swap(swapped[i], swapped[i + 1]);
      EXPECT_FALSE(read_code(swapped).valid) << swapped;
    }
  }
}

TEST(CreditCode, ReadsFullWidthAndLowerCaseWithoutRepairingAnything) {
  const CodeReading r = read_code(" ９1610723ma00000077 ");
  EXPECT_EQ(r.value, "91610723MA00000077");
  EXPECT_TRUE(r.valid);
  EXPECT_FALSE(read_code("9161O723MA00000077").valid);
}

TEST(CreditCode, ProposesTheCodeThatASlipHides) {
  const std::string code = "91350100M000100Y43";
  for (const std::string typed : {"9I350100M000100Y43", "91350100M00010OY43", "93150100M000100Y43"}) {
    const auto repairs = credit_code_repairs(typed, 50);
    EXPECT_NE(std::find(repairs.begin(), repairs.end(), code), repairs.end()) << typed;
  }
  EXPECT_TRUE(credit_code_repairs("12345").empty());
}

TEST(CreditCode, ProposesNothingThatNoAuthorityCouldHaveGiven) {
  // One wrong digit in the division: every place has some character that makes the check right, few make a code.
  for (const std::string typed : {"91610724MA00000077", "91350109M000100Y43", "91610723MA0000007X"})
    for (const std::string& code : credit_code_repairs(typed, 50)) {
      EXPECT_TRUE(code[0] == '9' || code[0] == typed[0]) << typed << " " << code;
      EXPECT_NE(std::string_view("1239").find(code[1]), std::string_view::npos) << typed << " " << code;
      EXPECT_TRUE(Divisions::get().known(code.substr(2, 4))) << typed << " " << code;
    }
  const auto repairs = credit_code_repairs("91610724MA00000077", 50);
  EXPECT_NE(std::find(repairs.begin(), repairs.end(), "91610723MA00000077"), repairs.end());
}

TEST(OrganizationCode, ChecksTheFactsVectors) {
  EXPECT_EQ(organization_code_check("19220382"), '1');
  EXPECT_EQ(organization_code_check("71526726"), 'X');
  EXPECT_EQ(organization_code_check("10000396"), '2');
  EXPECT_TRUE(read_code("71526726-X").valid);
}

TEST(RegistrationNumber, ChecksByIso7064) {
  EXPECT_EQ(registration_number_check("44030110309741"), '3');
  EXPECT_TRUE(read_code("440301103097413").valid);
  EXPECT_FALSE(read_code("440301103097414").valid);
}

}  // namespace
}  // namespace luodi
